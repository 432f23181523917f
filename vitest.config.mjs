import { fileURLToPath } from 'node:url';
import { BaseSequencer } from 'vitest/node';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Those that take a minute or more begin first, so that no worker is left alone with one of them. */
const LONG = /\/(histories|odd-answers|admin)\.int\.|\/(failures|liveness)\.e2e\.|\/accessibility\.browser\./;

class LongOnesFirst extends BaseSequencer {
  async sort(files) {
    const [long, others] = [true, false].map((isLong) => files.filter((file) => LONG.test(file.moduleId) === isLong));
    return [...long, ...(await super.sort(others))];
  }
}

/**
 * Four kinds of tests, told apart by file name; scripts/check-tests.mjs proves each test file belongs to exactly one. Node itself loads the
 * sources, through the same hook as the programs that tests start, and the files of a worker share what they have loaded: most of a file's time
 * was loading the server anew.
 */
const project = (name, include, exclude = [], more = {}) => ({
  test: {
    name,
    root: file('.'),
    include: include.map((pattern) => `packages/{server,sandbox,shared,bench}/**/${pattern}`),
    exclude: ['**/node_modules/**', '**/dist/**', ...exclude.map((pattern) => `**/${pattern}`)],
    globals: true,
    pool: 'forks',
    isolate: false,
    fileParallelism: true,
    execArgv: ['--import', file('packages/server/test/support/run-sources.mjs')],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // The machine may be busy; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    ...more,
  },
});

const withPostgres = {
  globalSetup: file('scripts/postgres-for-tests.mjs'),
  setupFiles: file('packages/server/test/support/before-each-file.ts'),
};

export default {
  test: {
    sequence: { sequencer: LongOnesFirst },
    projects: [
      project('unit', ['*.test.ts'], ['*.{int,e2e,browser}.test.ts'], { sequence: { groupOrder: 0 } }),
      project('integration', ['*.int.test.ts'], [], { ...withPostgres, sequence: { groupOrder: 1 } }),
      project('e2e', ['*.e2e.test.ts'], [], { ...withPostgres, sequence: { groupOrder: 2 } }),
      project('browser', ['*.browser.test.ts'], [], {
        ...withPostgres,
        globalSetup: [withPostgres.globalSetup, file('scripts/browser-for-tests.mjs')],
        sequence: { groupOrder: 3 },
      }),
    ],
  },
};
