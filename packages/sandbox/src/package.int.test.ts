import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clientOf } from './testing/client.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-package-'));
const app = join(folder, 'app');
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
let child: ChildProcess | undefined;

/** Packs and installs it as a stranger would: the package alone, with its dependencies from the registry. */
beforeAll(() => {
  run('npm', ['pack', '--pack-destination', folder], fileURLToPath(new URL('../', import.meta.url)));
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "name": "app", "private": true }\n');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, archive)]);
}, 300_000);
afterAll(async () => {
  if (child && child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

function run(command: string, args: readonly string[], cwd = app): string {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.\n${stdout}\n${stderr}`);
  return `${stdout}${stderr}`;
}
const write = (name: string, text: string) => writeFileSync(join(app, name), text);
const node = (name: string, text: string) => {
  write(name, text);
  return run(process.execPath, [name]).trim();
};
/** The example of the README whose first line names the file. */
const example = (name: string): string => {
  const text = [...readme.matchAll(/```[jt]s\n(.*?)```/gs)].map(([, code = '']) => code);
  const found = text.find((code) => code.startsWith(`// ${name}`));
  if (!found) throw new Error(`The README has no example ${name}.`);
  return found;
};
const USE = `createSandbox({ seed: 'empty' }).then(async (sandbox) => {
  console.log(sandbox.store.count('companyStatuses'));
  await sandbox.close();
});`;

it('says what it is and who may use it, and holds nothing of its own tests', () => {
  const installed = join(app, 'node_modules', '@causeway', 'sandbox');
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    license: 'MIT',
    repository: { type: 'git', directory: 'packages/sandbox' },
    publishConfig: { access: 'public' },
  });
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', join('docs', 'readings.md')]));
  expect(files.filter((name) => /\.test\.|testing|evidence|^src|\.map$/.test(name))).toEqual([]);
});

it('is loaded as a module and with require', () => {
  expect(node('module.mjs', `import { createSandbox } from '@causeway/sandbox';\n${USE}`)).toBe('4');
  expect(node('common.cjs', `const { createSandbox } = require('@causeway/sandbox');\n${USE}`)).toBe('4');
});

it.each([
  ['module.mts', 'nodenext'],
  ['common.cts', 'nodenext'],
  ['bundled.ts', 'bundler'],
])('has types for %s', (name, moduleResolution) => {
  const typed = `import { createSandbox, type FaultRule } from '@causeway/sandbox';
    export const rule: FaultRule = { kind: 'html', status: 404 };
    export const start = async (): Promise<string> => (await createSandbox({ seed: 'traps' })).url;`;
  const options = {
    module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution,
    strict: true,
    noEmit: true,
    types: [],
    lib: ['es2024', 'dom'],
  };
  const project = `tsconfig.${name}.json`;
  write(project, JSON.stringify({ compilerOptions: options, files: [name] }));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  write(name, typed);
  run(tsc, ['-p', project]);
  write(name, typed.replace("'html'", "'htlm'"));
  expect(() => run(tsc, ['-p', project])).toThrow("Type '\"htlm\"' is not assignable to type 'FaultKind");
});

it('runs in a Jest without any set-up, as the README shows', () => {
  write('throttled.test.js', example('throttled.test.js'));
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  expect(run(process.execPath, [jest, '--rootDir', app, '--config', '{}'])).toContain('2 passed');
});

it('runs in Vitest, as the README shows', () => {
  write('callbacks.test.ts', example('callbacks.test.ts'));
  const vitest = join(root, 'packages', 'web', 'node_modules', 'vitest');
  const alias = JSON.stringify({ vitest });
  write('vitest.config.mjs', `export default { resolve: { alias: ${alias} }, test: { include: ['*.test.ts'] } };`);
  expect(run(process.execPath, [join(vitest, 'vitest.mjs'), 'run', '--root', app])).toContain('1 passed');
});

it('starts from the command line, and serves', async () => {
  const command = join(app, 'node_modules', '.bin', 'connectwise-sandbox');
  const options = ['--port', '0', '--seed', 'empty', '--control', '--json'];
  child = spawn(command, options, {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  const access = JSON.parse(line);
  expect((await clientOf(access)('GET', '/system/info')).status).toBe(200);
  expect(await (await fetch(`${access.url}/control/health`)).json()).toMatchObject({ status: 'ok' });
});
