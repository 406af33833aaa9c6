/** The arrows of the house: who may import whom. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const insideOf = (names) => names.map((name) => `^${name}/`).join('|')
const functions = '(account|report|canteen|homework|course|jobs)'

module.exports = {
  forbidden: [
    forbid('no-circles', 'Two files that need each other are one file.', {}, { circular: true }),
    forbid('resolvable', 'An import must lead somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'app-stays-on-the-phone',
      'The app reaches the server through src/api alone.',
      { path: '^src/' },
      { path: insideOf(['cloudfunctions', 'gateway', 'scripts', 'tests', 'bench']) },
    ),
    forbid(
      'subpackages-apart',
      'A subpackage may not be downloaded when another one runs.',
      { path: '^src/packages/([^/]+)/' },
      { path: '^src/packages/', pathNot: '^src/packages/$1/' },
    ),
    forbid(
      'main-without-subpackages',
      'The main package runs before any subpackage is there.',
      { path: '^src/', pathNot: '^src/packages/' },
      { path: '^src/packages/' },
    ),
    forbid(
      'components-know-no-domain',
      'A component is given what it draws.',
      { path: '^src/components/' },
      { path: '^(src/(api|stores|pages|packages)/|contract/)' },
    ),
    forbid(
      'contract-stands-alone',
      'Phone and server both load it: zod/mini, dayjs and itself.',
      { path: '^contract/' },
      { pathNot: '^(contract/|node_modules/(zod|dayjs)/)' },
    ),
    forbid(
      'contract-zod-mini',
      'The whole of zod is four times as heavy on the phone.',
      { path: '^(contract|src)/' },
      { path: '^node_modules/zod/', pathNot: '^node_modules/zod/(v4/)?(mini|v4-mini)/' },
    ),
    forbid(
      'functions-apart',
      'Functions are deployed, trusted and loaded apart.',
      { path: `^cloudfunctions/${functions}/` },
      { path: `^cloudfunctions/${functions}/`, pathNot: '^cloudfunctions/$1/' },
    ),
    forbid(
      'functions-need-no-host',
      'A function does not know where it runs.',
      { path: '^cloudfunctions/', pathNot: '^cloudfunctions/cloud/' },
      { path: insideOf(['cloudfunctions/cloud', 'gateway', 'src', 'scripts', 'tests']) },
    ),
    forbid(
      'platform-below-functions',
      'The platform serves functions and knows none.',
      { path: '^cloudfunctions/platform/' },
      { path: '^cloudfunctions/(?!platform/)' },
    ),
    forbid(
      'drivers-in-platform',
      'One place opens databases and speaks to WeChat.',
      { path: '^(cloudfunctions|gateway|src|contract)/', pathNot: '^cloudfunctions/platform/' },
      { path: '^node_modules/(pg|@electric-sql/pglite|wx-server-sdk)/' },
    ),
    forbid(
      'gateway-hosts-only',
      'The server carries requests to the functions’ front doors, their jobs and seeds.',
      { path: '^gateway/' },
      {
        path: `^(src/|scripts/|tests/|cloudfunctions/${functions}/(?!index\\.ts$|rosters\\.ts$|rewrap\\.ts$))`,
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.(scss|css|png|svg)$' },
  },
}
