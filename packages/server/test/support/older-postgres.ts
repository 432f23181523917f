import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL on which its version reads as another one of as many digits. */
export interface DisguisedPostgres {
  url: string;
  close(): Promise<void>;
}

/** No PostgreSQL 17 is among the packages of this project; here one answers to its version, and to nothing else otherwise. */
export async function disguisePostgres(
  target: string,
  changes: ReadonlyArray<readonly [from: RegExp, to: string]>,
): Promise<DisguisedPostgres> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      let text = chunk.toString('latin1');
      for (const [from, to] of changes) text = text.replace(from, to);
      client.write(Buffer.from(text, 'latin1'));
    });
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
