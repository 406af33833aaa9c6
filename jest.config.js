/** Test projects: pure rules, functions on a real store, pages in a browser, the built mini-program in its host. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  },
]
const common = {
  testEnvironment: 'node',
  transform: { '\\.(m?[jt]sx?)$': swc },
  transformIgnorePatterns: [
    '/node_modules/(?!(file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|cookie)/)',
  ],
  moduleNameMapper: { '^@contract/(.*)$': '<rootDir>/contract/$1', '^@/(.*)$': '<rootDir>/src/$1' },
}
const journeys = { ...common, setupFilesAfterEnv: ['<rootDir>/tests/support/second-try.ts'] }
module.exports = {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    {
      ...common,
      displayName: 'api',
      testMatch: ['<rootDir>/tests/api/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-store.ts',
      globalTeardown: '<rootDir>/tests/support/stop-store.ts',
    },
    { ...journeys, displayName: 'web', testMatch: ['<rootDir>/tests/web/**/*.test.ts'] },
    { ...journeys, displayName: 'weapp', testMatch: ['<rootDir>/tests/weapp/**/*.test.ts'] },
  ],
}
