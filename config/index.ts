/** How the app is built for WeChat (dist/weapp) and for browsers (dist/h5). */
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { version } from '../package.json'

const root = path.resolve(__dirname, '..')
const platform = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp'
const isProduction = process.env.NODE_ENV !== 'development'

/** Taro joins both roots to the project's folder, so a folder elsewhere is named relative to it. */
function fromRoot(folder: string): string {
  return path.relative(root, path.resolve(root, folder)) || '.'
}

/** Taro compiles only its own source root; the contract, zod and a shared `src` need it too. */
const alsoCompiled = [
  (file: string) => file.startsWith(path.join(root, 'contract') + path.sep),
  (file: string) => file.startsWith(path.join(root, 'src') + path.sep),
  (file: string) => /[\\/]node_modules[\\/]zod[\\/]/.test(file),
]

const transport = process.env.TARO_APP_TRANSPORT || (platform === 'h5' ? 'http' : 'cloud')

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'anxin-campus',
    date: '2026-11-1',
    // Sizes are real CSS pixels everywhere: large text is a variable, not a zoom.
    designWidth: 375,
    deviceRatio: { 375: 2, 750: 1 },
    sourceRoot: fromRoot(process.env.APP_SOURCE_ROOT || 'src'),
    outputRoot: fromRoot(process.env.APP_OUTPUT_ROOT || `dist/${platform}`),
    plugins: [path.resolve(__dirname, 'accessible-weapp.ts')],
    defineConstants: {},
    env: {
      TARO_APP_TRANSPORT: JSON.stringify(transport),
      TARO_APP_API_BASE: JSON.stringify(process.env.TARO_APP_API_BASE || ''),
      TARO_APP_CLOUD_ENV: JSON.stringify(process.env.TARO_APP_CLOUD_ENV || ''),
      TARO_APP_VERSION: JSON.stringify(version),
    },
    alias: {
      '@': path.resolve(root, 'src'),
      '@contract': path.resolve(root, 'contract'),
    },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: true },
    mini: {
      compile: { include: alsoCompiled },
      enableSourceMap: !isProduction,
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: {
        pxtransform: { enable: false, config: {} },
        autoprefixer: { enable: false, config: {} },
        cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } },
      },
    },
    h5: {
      compile: { include: alsoCompiled },
      enableSourceMap: !isProduction,
      publicPath: '/',
      router: { mode: 'browser' },
      // No rem script: it would be inline, which the content security policy forbids, and sizes are pixels.
      htmlPluginOption: { script: '' },
      output: {
        filename: 'js/[name].[contenthash:8].js',
        chunkFilename: 'js/[name].[contenthash:8].js',
      },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      webpackChain(chain) {
        // Taro's default, 'initial', copies the same components into every page's chunk.
        chain.optimization.splitChunks({
          chunks: 'all',
          minSize: 20000,
          cacheGroups: {
            lib: { test: /node_modules/, minChunks: 2, priority: 10, reuseExistingChunk: true },
            // Components' styles once, instead of once in every page that uses them.
            styles: { type: 'css/mini-extract', name: 'parts', minChunks: 2, priority: 20, enforce: true },
          },
        })
      },
      postcss: {
        pxtransform: { enable: false, config: {} },
        autoprefixer: { enable: true, config: {} },
        cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } },
      },
    },
  }
  return config
})
