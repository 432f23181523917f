import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The program as it runs for good, with its own jobs in the same database. */
export async function startProduct(
  appUrl: string,
  children: ChildProcess[],
  flags: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<string> {
  const port = await freePort();
  const api = fileURLToPath(import.meta.resolve('@causeway/server/dist/src/main/api.js'));
  const child = spawn(process.execPath, [...flags, api], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      DATABASE_URL: appUrl,
      SECRET_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      STORAGE_DIR: tmpdir(),
      PORT: String(port),
      ...environment,
    },
  });
  // Read by whoever wants to; unread, the program would stand still.
  child.stdout.resume();
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The API did not start.');
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
