import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { Crowd } from './crowd.ts';

/** Somebody who tells events, and those who hear them. */
export interface Server {
  crowd: Crowd;
  /** Hands over these events, by their numbers. */
  tell(numbers: readonly number[]): Promise<void>;
}

/** A server that its parent hands messages to, each as the text of one of the product's. */
export interface Peer {
  child: ChildProcess;
  crowd: Crowd;
}

/** A subscriber by graphql-ws, as good as let in: what it asks for is on its way. */
export async function subscribe(url: string, cookie?: string): Promise<WebSocket> {
  const headers = cookie === undefined ? {} : { cookie };
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers, perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  const query =
    'subscription { auditEventAdded { id at cursor direction entity operation status name remoteId description durationMs } }';
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return socket;
}

/** Only the socket, for a server that knows of no subscriptions. */
export async function listen(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** `program` is the address of a program's file, which prints its own. */
export async function startPeer(
  program: URL,
  { children, size, open }: { children: ChildProcess[]; size: number; open: (url: string) => Promise<WebSocket> },
): Promise<Peer> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.push(child);
  if (!child.stdout) throw new Error('The peer has no output.');
  const url = String((await once(child.stdout, 'data'))[0]).trim();
  return { child, crowd: await Crowd.of(size, () => open(url)) };
}
