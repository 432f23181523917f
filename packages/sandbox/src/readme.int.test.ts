import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildSandbox, startChild } from './testing/child.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [start = '', ...tour] = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text);
const hasTools = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);
let folder: string;
let sandbox: ChildSandbox | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-readme-'));
  if (!hasTools) process.stderr.write('\n*** SKIPPED: the tour of the README needs bash and curl. ***\n');
});
afterAll(async () => {
  await sandbox?.kill();
  rmSync(folder, { recursive: true, force: true });
});

(hasTools ? it : it.skip)('does what its README shows, followed from an empty folder with curl alone', async () => {
  const options = start.trim().split(' -- ')[1]?.split(' ') ?? [];
  expect(options).toContain('--control');
  // Its own port stands for the one of the README, which may be taken here.
  sandbox = await startChild(options.filter((option, at) => option !== '--port' && options[at - 1] !== '--port'));
  const script = tour.join('\n').replaceAll('http://127.0.0.1:8580', sandbox.url);
  const { stdout, stderr, status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{') || line.startsWith('['));
  const bodies = lines.map((line) => JSON.parse(line));
  expect(bodies).toMatchObject([
    { count: 3_001 },
    [{ identifier: expect.any(String) }, { name: expect.any(String) }],
    expect.arrayContaining([{ id: expect.any(Number), name: 'Sunshine Realty', city: 'Tampa' }]),
    { code: 'InvalidObject', errors: [{}, {}, {}] },
    { identifier: 'ACME', city: 'Tampa', status: { name: 'Active' } },
    { id: 120, status: { name: 'Won' }, closedDate: expect.any(String) },
    { title: 'Hello', fileName: 'hello.txt', size: 6 },
    { ok: true },
    { error: 'ConnectWiseAPI' },
    { isCloud: true },
    { type: 'company', level: 'owner', inactiveFlag: false },
  ]);
  expect(stdout).toContain('Retry-After: 5');
});
