import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clientOf } from './testing/client.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
let child: ChildProcess | undefined;
afterEach(async () => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
});

/** Runs a command in the root of the repository and answers its lines of output as they come. */
function run(command: string, args: readonly string[]) {
  const env = { ...process.env, NODE_OPTIONS: '', npm_config_loglevel: undefined };
  child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  return lines[Symbol.asyncIterator]();
}
async function ended(): Promise<{ code: number | null; output: string; errors: string }> {
  let [output, errors] = ['', ''];
  child?.stdout?.on('data', (text) => {
    output += text;
  });
  child?.stderr?.on('data', (text) => {
    errors += text;
  });
  const [code] = (await once(child as ChildProcess, 'close')) as [number | null];
  return { code, output, errors };
}
const isServing = async (line: string) => {
  const access = JSON.parse(line);
  expect(Object.keys(access)).toEqual(['url', 'company', 'publicKey', 'privateKey', 'clientId']);
  return (await clientOf(access)('GET', '/system/info')).status === 200;
};

it.each([
  ['the command itself', process.execPath, [cli]],
  ['npm without its banner', 'npm', ['run', '--silent', 'sandbox', '--']],
  ['the root script without npm', process.execPath, ['scripts/setup.mjs', 'sandbox']],
])(
  'prints the JSON line first with --json: %s',
  async (_name, command, args) => {
    const lines = run(command, [...args, '--port', '0', '--seed', 'empty', '--json']);
    expect(await isServing((await lines.next()).value as string)).toBe(true);
  },
  120_000,
);

it('prints only lines of npm itself before it with a plain npm run', async () => {
  const lines = run('npm', ['run', 'sandbox', '--', '--port', '0', '--seed', 'empty', '--json']);
  let line = (await lines.next()).value as string;
  while (line === '' || line.startsWith('> ')) line = (await lines.next()).value as string;
  expect(await isServing(line)).toBe(true);
}, 120_000);

it('stops in order when it is told to end', async () => {
  const lines = run(process.execPath, [cli, '--port', '0', '--seed', 'empty', '--json']);
  await lines.next();
  child?.kill('SIGTERM');
  const [code] = await once(child as ChildProcess, 'exit');
  expect(code).toBe(0);
});

it('explains itself', async () => {
  run(process.execPath, [cli, '--help']);
  const { code, output } = await ended();
  expect(code).toBe(0);
  for (const option of ['--port', '--seed', '--data', '--company', '--control', '--json'])
    expect(output).toContain(option);
});

it.each([
  [['--port', 'x'], '"x" is not a port. Give a whole number from 0 to 65535.'],
  [['--seed', 'lots'], '"lots" is not a seed. Use demo, traps, empty, or a number of companies.'],
  [['--seed', '1000001'], 'A generated seed has from 1 to 1000000 companies; 1000001 was asked for.'],
  [['--company', 'a b'], '"a b" cannot be a login company'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('refuses %j with a sentence', async (args, sentence) => {
  run(process.execPath, [cli, '--port', '0', ...args]);
  const { code, output, errors } = await ended();
  expect([code, output]).toEqual([1, '']);
  expect(errors).toContain(sentence);
  expect(errors).not.toContain('    at ');
});
