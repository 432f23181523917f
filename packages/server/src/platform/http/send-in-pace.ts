import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { WebSocket } from 'ws';

/** Bytes that may wait on a socket before its next message waits for its turn. */
const AMPLE_BYTES = 128 * 1024;
/** Messages to all sockets together before whatever else the process has to do gets its turn. */
const MAX_IN_A_TURN = 1_000;

let inThisTurn = 0;
let nextTurn: Promise<void> | null = null;

/**
 * Sends messages, as one write to `wire`, the connection beneath the socket, where they may all go at once. The promise, where there is one, is when
 * the next may be sent: a long replay goes out as fast as it is read, and a burst to many sockets holds up nobody else.
 */
export function sendInPace(
  socket: WebSocket,
  wire: Pick<Duplex, 'cork' | 'uncork'>,
  messages: readonly Uint8Array[],
): Promise<void> | undefined {
  const sendFrom = (first: number): Promise<void> | undefined => {
    wire.cork();
    try {
      for (const [at, message] of messages.slice(first).entries()) {
        const next = first + at + 1;
        const wait = sendOne(socket, message);
        if (wait) return next < messages.length ? wait.then(() => sendFrom(next)) : wait;
      }
    } finally {
      wire.uncork();
    }
  };
  return sendFrom(0);
}

function sendOne(socket: WebSocket, message: Uint8Array): Promise<void> | undefined {
  if (socket.bufferedAmount > AMPLE_BYTES)
    return new Promise((resolve) => {
      socket.send(message, { binary: false }, () => resolve());
    });
  socket.send(message, { binary: false });
  if (++inThisTurn < MAX_IN_A_TURN) return undefined;
  nextTurn ??= setImmediate().then(() => {
    inThisTurn = 0;
    nextTurn = null;
  });
  return nextTurn;
}
