// Compiles the app's TypeScript and JSX for the phones and browsers named in package.json (browserslist).
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5' }]],
}
