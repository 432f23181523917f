import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** A connection pooler in transaction mode, as PgBouncer is one. */
export interface TransactionPooler {
  url: string;
  /** How many sessions of PostgreSQL it has opened. */
  readonly sessions: number;
  close(): Promise<void>;
}

interface Session {
  client: pg.Client;
  stream: Socket;
}

/** Every message but the first of a client has one letter and its length. */
const READY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const SSL_REQUEST = 80877103;
const STARTUP = 196608;

/**
 * Lends a client a session of PostgreSQL for one transaction, and another one for the next. It lets everybody in, speaks for itself until then, and
 * tells each client a made-up process, as poolers do.
 */
export async function startTransactionPooler(
  target: string,
  { size = 3 }: { size?: number } = {},
): Promise<TransactionPooler> {
  const free: Session[] = [];
  const waiting: Array<(session: Session) => void> = [];
  const all: Session[] = [];
  let begun = 0;
  const clients = new Set<Socket>();
  const take = async (): Promise<Session> => {
    const known = free.shift();
    if (known) return known;
    if (begun >= size) return new Promise((resolve) => waiting.push(resolve));
    begun++;
    const client = new pg.Client({ connectionString: target });
    client.on('error', () => undefined);
    await client.connect();
    // The driver has signed in; from here the bytes are the client's.
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.removeAllListeners('data');
    const session = { client, stream };
    all.push(session);
    return session;
  };
  const give = (session: Session) => {
    session.stream.removeAllListeners('data');
    const next = waiting.shift();
    if (next) next(session);
    else free.push(session);
  };
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, take, give);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    get sessions() {
      return all.length;
    },
    close: async () => {
      for (const socket of clients) socket.destroy();
      for (const { stream } of all) stream.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, take: () => Promise<Session>, give: (session: Session) => void): void {
  let isIn = false;
  let held: Session | null = null;
  let pending = Buffer.alloc(0);
  let working: Promise<void> = Promise.resolve();
  const answerFrom = (session: Session) => {
    let rest = Buffer.alloc(0);
    session.stream.on('data', (chunk: Buffer) => {
      socket.write(chunk);
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length >= rest.readInt32BE(1) + 1) {
        const length = rest.readInt32BE(1) + 1;
        const isIdle = rest[0] === READY && rest[5] === 'I'.charCodeAt(0);
        rest = rest.subarray(length);
        if (!isIdle || rest.length > 0) continue;
        held = null;
        give(session);
      }
    });
  };
  const forward = async (bytes: Buffer) => {
    if (!held) {
      held = await take();
      answerFrom(held);
    }
    held.stream.write(bytes);
  };
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    while (!isIn && pending.length >= 8) {
      const length = pending.readInt32BE(0);
      if (pending.length < length) return;
      const code = pending.readInt32BE(4);
      pending = pending.subarray(length);
      if (code === SSL_REQUEST) socket.write('N');
      if (code !== STARTUP) continue;
      isIn = true;
      socket.write(greeting());
    }
    if (!isIn || pending.length === 0) return;
    if (pending[0] === TERMINATE) return void socket.end();
    const bytes = pending;
    pending = Buffer.alloc(0);
    working = working.then(() => forward(bytes));
  });
}

/** Signed in; the version; a process that there is not; ready. */
function greeting(): Buffer {
  const message = (letter: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(letter, 0);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const key = Buffer.alloc(8);
  key.writeInt32BE(randomInt(1_000_000, 2_000_000), 0);
  return Buffer.concat([
    message('R', Buffer.from([0, 0, 0, 0])),
    message('S', Buffer.from('server_version\u000018.0\u0000')),
    message('S', Buffer.from('client_encoding\u0000UTF8\u0000')),
    message('K', key),
    message('Z', Buffer.from('I')),
  ]);
}
