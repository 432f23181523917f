import { createServer } from 'node:net';

const [FROM, TO] = [15_000, 32_000];
const given = new Set<number>();

/**
 * A port of loopback for a program that is about to start. It lies below those from which the system gives ports to connections that go out: one
 * of these could have it before the program does. No port is given twice.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (given.has(port)) continue;
    given.add(port);
    if (await canListen(port)) return port;
  }
}

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
