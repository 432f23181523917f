import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sandbox-kill-'));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

async function start() {
  child = spawn(process.execPath, [cli, '--port', '0', '--seed', 'empty', '--data', directory, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return JSON.parse(String(line).split('\n')[0] ?? '') as Parameters<typeof clientOf>[0];
}

it('loses no acknowledged write when it is killed in the middle of writing', async () => {
  expect(existsSync(cli)).toBe(true);
  const acknowledged = new Map<number, string>();
  for (let round = 0; round < 3; round += 1) {
    const access = await start();
    const call = clientOf(access);
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
    await new Promise((resolve) => setTimeout(resolve, 300 + round * 120));
    child?.kill('SIGKILL');
    await once(child as ChildProcess, 'exit');
    isRunning = false;
    await Promise.all(writers);
  }
  const sandbox = await createSandbox({ dataDir: directory, seed: 'empty' });
  const lost = [...acknowledged].filter(
    ([id, identifier]) => sandbox.store.get('companies', id)?.identifier !== identifier,
  );
  expect(acknowledged.size).toBeGreaterThan(20);
  expect(lost).toEqual([]);
  expect(sandbox.store.count('sites')).toBe(sandbox.store.count('companies'));
  await sandbox.close();
}, 60_000);
