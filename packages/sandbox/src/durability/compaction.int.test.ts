import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../index.ts';
import { type ChildSandbox, startChild } from '../testing/child.ts';
import { clientOf } from '../testing/client.ts';

let directory: string;
let running: ChildSandbox | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-compaction-'));
});
afterEach(async () => {
  await running?.kill();
  rmSync(directory, { recursive: true, force: true });
});

const files = () => readdirSync(join(directory, 'sandbox'));
const logs = () => files().filter((name) => name.startsWith('log-'));
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What has to hold after any crash: the last acknowledged state of each note, or the one that was on its way. */
interface Expected {
  readonly acknowledged: Map<number, string | undefined>;
  readonly underWay: Map<number, string | undefined>;
}

/** Adds, changes and removes notes until told to stop. */
async function write(access: ChildSandbox, expected: Expected, name: string, isRunning: () => boolean): Promise<void> {
  const call = clientOf(access);
  const notes = '/sales/opportunities/120/notes';
  for (let at = 0; isRunning(); at += 1) {
    const text = `${name} ${at}`;
    const made = await call('POST', notes, { text }).catch(() => undefined);
    if (made?.status !== 201) return;
    const { id } = made.body as { id: number };
    expected.acknowledged.set(id, text);
    expected.underWay.set(id, `${text} changed`);
    const changed = await call('PATCH', `${notes}/${id}`, [
      { op: 'replace', path: 'text', value: `${text} changed` },
    ]).catch(() => undefined);
    if (changed?.status !== 200) return;
    expected.acknowledged.set(id, `${text} changed`);
    if (at % 3 !== 0) continue;
    expected.underWay.set(id, undefined);
    const removed = await call('DELETE', `${notes}/${id}`).catch(() => undefined);
    if (removed?.status !== 204) return;
    expected.acknowledged.set(id, undefined);
  }
}

it('loses no acknowledged write when it is killed in the middle of compacting', async () => {
  const expected: Expected = { acknowledged: new Map(), underWay: new Map() };
  const snapshot = join(directory, 'sandbox', 'snapshot.ndjson');
  const moments: (() => boolean)[] = [
    () => existsSync(`${snapshot}.new`),
    () => logs().length > 1 && existsSync(`${snapshot}.new`),
    () => logs().length > 1,
    () => existsSync(`${snapshot}.new`),
  ];
  for (const [round, isMoment] of moments.entries()) {
    running = await startChild(['--seed', 'demo', '--data', directory, '--compact-at', '4000']);
    const access = running;
    let isRunning = true;
    const writers = ['a', 'b', 'c', 'd'].map((name) => write(access, expected, `${round}${name}`, () => isRunning));
    while (!isMoment()) await nextTurn();
    await access.kill();
    isRunning = false;
    await Promise.all(writers);
  }
  const sandbox = await createSandbox({ dataDir: directory });
  const wrong = [...expected.acknowledged].filter(([id, text]) => {
    const found = sandbox.store.get('opportunityNotes', id)?.text;
    return found !== text && found !== expected.underWay.get(id);
  });
  expect(expected.acknowledged.size).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
  expect(sandbox.store.count('companies')).toBeGreaterThan(2_999);
  await sandbox.close();
}, 180_000);

it('folds the log into a snapshot and starts from it', async () => {
  const sandbox = await createSandbox({ seed: 'empty', dataDir: directory, compactAtBytes: 2_000 });
  const call = clientOf(sandbox);
  for (let at = 0; at < 40; at += 1) {
    await call('POST', '/company/companies', { identifier: `C${at}`, name: `C${at}`, site: { name: 'M' }, city: 'T' });
  }
  await sandbox.close();
  expect(logs()).toHaveLength(1);
  expect(readFileSync(join(directory, 'sandbox', logs()[0] ?? ''), 'utf8').length).toBeLessThan(4_000);
  const again = await createSandbox({ dataDir: directory });
  expect(again.store.list('companies').map((row) => row.identifier)).toEqual(
    Array.from({ length: 40 }, (_, at) => `C${at}`),
  );
  await again.close();
});

it('leaves out a line that a crash cut short, and reads the logs of several runs in their order', async () => {
  for (const city of ['Tampa', 'Ocala', 'Naples']) {
    const sandbox = await createSandbox({ seed: 'traps', dataDir: directory });
    const reply = await clientOf(sandbox)('PATCH', '/company/companies/2', [
      { op: 'replace', path: 'city', value: city },
    ]);
    expect(reply.status).toBe(200);
    await sandbox.close();
  }
  const last = join(directory, 'sandbox', logs().sort().at(-1) ?? '');
  writeFileSync(last, `${readFileSync(last, 'utf8')}{"s":99,"c":[["companies",2,{"id":2,"ci`);
  const sandbox = await createSandbox({ dataDir: directory });
  expect(sandbox.store.get('companies', 2)).toMatchObject({ city: 'Naples' });
  await clientOf(sandbox)('PATCH', '/company/companies/2', [{ op: 'replace', path: 'city', value: 'Orlando' }]);
  await sandbox.close();
  const again = await createSandbox({ dataDir: directory });
  expect(again.store.get('companies', 2)).toMatchObject({ city: 'Orlando' });
  await again.close();
});

it('says what to do when the snapshot is not whole, and when the directory is in use', async () => {
  const sandbox = await createSandbox({ seed: 'empty', dataDir: directory });
  await expect(createSandbox({ dataDir: directory })).rejects.toThrow(/in use by process \d+\. Stop that sandbox/);
  await sandbox.close();
  const snapshot = join(directory, 'sandbox', 'snapshot.ndjson');
  writeFileSync(snapshot, readFileSync(snapshot, 'utf8').slice(0, -20));
  await expect(createSandbox({ dataDir: directory })).rejects.toThrow(/is not whole\. Restore it from a copy/);
});
