import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const loader = `${root}packages/server/test/support/run-typescript.mjs`;
const MAX_MS = 40_000;

/** Runs a program as scripts/setup.mjs does, with an open channel to this process, until it ends by itself. */
async function run(script: string, args: string[]) {
  const child = spawn(process.execPath, ['--import', loader, `${root}${script}`, ...args], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const late = setTimeout(() => child.kill('SIGKILL'), MAX_MS);
  const [code] = await once(child, 'exit');
  clearTimeout(late);
  return { code, said };
}

describe('A command that only prints', () => {
  it.each([
    ['packages/server/src/main/embedded.ts', '--help', 0, /Usage: npm start/],
    [
      'packages/server/src/main/embedded.ts',
      '--port=6000',
      1,
      /port 6000. Choose another one: npm start -- --port 7000/,
    ],
    ['packages/server/src/main/embedded.ts', '--frsh', 1, /--frsh/],
    ['packages/sandbox/src/cli.ts', '--help', 0, /Usage: connectwise-sandbox/],
    ['packages/sandbox/src/cli.ts', '--port=6000', 1, /port 6000. Choose another one: --port 7000/],
    ['packages/bench/src/main.ts', '--help', 0, /Usage: npm run bench/],
    ['packages/server/src/main/emit-schema.ts', '--check', 0, /^$/],
    ['scripts/setup.mjs', '--help', 0, /Usage: npm (run )?/],
    ['scripts/run-tests.mjs', '--help', 0, /Usage: npm test/],
    ['scripts/run-checks.mjs', '--help', 0, /Usage: npm run check/],
    ['scripts/dev.mjs', '--help', 0, /Usage: npm run dev/],
    ['scripts/emit.mjs', '--help', 0, /Usage: npm run emit-schema/],
    ['scripts/histories.mjs', '--help', 0, /Usage: npm run histories/],
    ['scripts/security.mjs', '--help', 0, /Usage: npm run security/],
    ['scripts/faults.mjs', '--help', 0, /Usage: npm run faults/],
    ['packages/server/src/main/admin.ts', 'help', 0, /npm run admin/],
    ['scripts/test-postgres.mjs', '--help', 0, /usage: node scripts\/test-postgres/i],
  ])('ends: %s %s', async (script, arg, code, words) => {
    const done = await run(script, [arg]);
    expect(done.said).toMatch(words);
    expect(done.code).toBe(code);
  });
});
