import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../index.ts';

let folder: string;
let dataDir: string;
let sandbox: Sandbox | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-paths-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
  rmSync(folder, { recursive: true, force: true });
});
const start = async (companies?: readonly string[]) => {
  sandbox = await createSandbox({ seed: 'empty', control: true, dataDir, ...(companies ? { companies } : {}) });
  return sandbox;
};
const control = async (method: string, name: string, body?: unknown) => {
  const response = await fetch(`${sandbox?.url}/control/${name}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the answer is a message, or nothing of interest.
  return { status: response.status, body: (await response.json()) as any };
};
const NAMES = [
  '..',
  '.',
  '../x',
  '...',
  '.hidden',
  '-x',
  '_x',
  'a/b',
  'a\\b',
  '',
  'a b',
  'é',
  'x'.repeat(61),
  '%2e%2e',
];

it.each(NAMES)(
  'refuses a login company called %j, at the start and later, and writes nothing outside',
  async (name) => {
    await expect(createSandbox({ seed: 'empty', dataDir, companies: [name] })).rejects.toThrow(
      'cannot be a login company',
    );
    await start();
    const { status, body } = await control('POST', 'companies', { company: name, seed: 'empty' });
    expect([status, body.message]).toEqual([400, expect.stringContaining('begin with a letter or digit')]);
    expect(readdirSync(folder)).toEqual(['data']);
    expect(readdirSync(dataDir).sort()).toEqual(['.lock', 'sandbox']);
  },
);

it('takes names with dots, dashes and underscores, and one called like its own files', async () => {
  const names = ['a.b-c_d', '0', 'lock', 'documents', 'meta.json'];
  await start(names);
  expect(readdirSync(dataDir).sort()).toEqual(['.lock', ...names].sort());
});

it('reads no folder whose name is no login company', async () => {
  mkdirSync(join(dataDir, '.old'), { recursive: true });
  writeFileSync(join(dataDir, '.old', 'meta.json'), '{"format":1,"company":"../../evil","seed":"empty"}');
  mkdirSync(join(dataDir, 'renamed'), { recursive: true });
  writeFileSync(join(dataDir, 'renamed', 'meta.json'), '{"format":1,"company":"../evil","seed":"empty"}');
  await expect(start()).rejects.toThrow('"../evil" cannot be a login company');
  expect(readdirSync(folder)).toEqual(['data']);
});

it.each(['../../evil', '1.1/../../../evil', '/tmp/evil', '1'])(
  'refuses a state with a document called %j',
  async (key) => {
    const { exportState } = await start();
    const state = { ...exportState(), documents: { [key]: 'eA==' } };
    const { status, body } = await control('PUT', 'state', state);
    expect([status, body.message]).toEqual([400, expect.stringContaining('does not name a document')]);
    expect(readdirSync(folder)).toEqual(['data']);
  },
);

it('leaves nothing on disk of a login company that a reset drops, whether it was added now or before', async () => {
  await start();
  await control('POST', 'companies', { company: 'added', seed: 'empty' });
  expect(existsSync(join(dataDir, 'added', 'snapshot.ndjson'))).toBe(true);
  await sandbox?.close();
  await start();
  await control('POST', 'companies', { company: 'again', seed: 'empty' });
  expect((await control('GET', 'companies')).body).toHaveLength(3);
  expect((await control('POST', 'reset')).status).toBe(200);
  expect(readdirSync(dataDir).sort()).toEqual(['.lock', 'sandbox']);
  await sandbox?.close();
  await start();
  expect((await control('GET', 'companies')).body).toHaveLength(1);
});
