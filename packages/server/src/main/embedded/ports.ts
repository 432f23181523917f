import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** Fails with one sentence when the port is taken; `option` is how to choose another. */
export async function assertFree(port: number, what: string, option: string): Promise<void> {
  const error = await tryListen(port);
  if (!error) return;
  if (error.code === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port}, meant for ${what}, is in use. End the program that uses it, or choose another: npm start -- ${option} ${port + 100}`,
    );
  }
  throw new StartError(
    `Port ${port}, meant for ${what}, cannot be opened (${error.code}). Choose another: npm start -- ${option} ${port + 100}`,
  );
}

/** A port of loopback that nobody uses right now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function tryListen(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', resolve);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
}
