// Four kinds of tests, told apart by file name; scripts/check-tests.mjs proves each test file belongs to exactly one.
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

const project = (displayName, testMatch, testPathIgnorePatterns = [], more = {}) => ({
  ...more,
  displayName,
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/packages/web/', ...testPathIgnorePatterns],
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/', '<rootDir>/.data/', '<rootDir>/.tools/'],
  moduleNameMapper: {
    '^@causeway/shared/(?!schema)(.*)$': '<rootDir>/packages/shared/src/$1.ts',
    '^@causeway/sandbox$': '<rootDir>/packages/sandbox/src/index.ts',
  },
});

const withPostgres = {
  globalSetup: '<rootDir>/scripts/jest-global-setup.mjs',
  setupFiles: [
    '<rootDir>/packages/server/test/support/one-statement-at-a-time.ts',
    '<rootDir>/packages/server/test/support/checked-rows.ts',
  ],
};

export default {
  // The machine may be busy; a test that hangs still ends.
  testTimeout: 60_000,
  passWithNoTests: false,
  projects: [
    project('unit', ['<rootDir>/packages/**/*.test.ts'], ['\\.(int|e2e|browser)\\.test\\.ts$']),
    project('integration', ['<rootDir>/packages/**/*.int.test.ts'], [], withPostgres),
    project('e2e', ['<rootDir>/packages/**/*.e2e.test.ts'], [], withPostgres),
    project('browser', ['<rootDir>/packages/**/*.browser.test.ts'], [], withPostgres),
  ],
};
