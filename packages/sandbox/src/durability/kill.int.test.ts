import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../index.ts';
import { type ChildSandbox, startChild } from '../testing/child.ts';
import { clientOf } from '../testing/client.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandbox-kill-'));
let running: ChildSandbox | undefined;
afterAll(async () => {
  await running?.kill();
  rmSync(directory, { recursive: true, force: true });
});

it('loses no acknowledged write when it is killed in the middle of writing', async () => {
  const acknowledged = new Map<number, string>();
  for (let round = 0; round < 3; round += 1) {
    running = await startChild(['--seed', 'empty', '--data', directory]);
    const call = clientOf(running);
    const wanted = acknowledged.size + 30 + round * 20;
    let isRunning = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let at = 0; isRunning; at += 1) {
        const identifier = `R${round}W${writer}N${at}`;
        const reply = await call('POST', '/company/companies', {
          identifier,
          name: identifier,
          site: { name: 'Main' },
          city: 'Tampa',
        }).catch(() => undefined);
        if (reply?.status === 201) acknowledged.set(reply.body.id, identifier);
      }
    });
    while (acknowledged.size < wanted) await new Promise((resolve) => setImmediate(resolve));
    await running.kill();
    isRunning = false;
    await Promise.all(writers);
  }
  const sandbox = await createSandbox({ dataDir: directory, seed: 'empty' });
  const lost = [...acknowledged].filter(
    ([id, identifier]) => sandbox.store.get('companies', id)?.identifier !== identifier,
  );
  expect(acknowledged.size).toBeGreaterThan(150);
  expect(lost).toEqual([]);
  expect(sandbox.store.count('sites')).toBe(sandbox.store.count('companies'));
  await sandbox.close();
}, 120_000);
