import { setImmediate } from 'node:timers/promises';
import type { WebSocket } from 'ws';

/** Bytes that may wait on a socket before its next message waits for its turn. */
const AMPLE_BYTES = 128 * 1024;
/** Messages to all sockets together before whatever else the process has to do gets its turn. */
const MAX_IN_A_TURN = 1_000;

let inThisTurn = 0;
let nextTurn: Promise<void> | null = null;

/**
 * Sends a message. The promise, where there is one, is when the next may be sent: a long replay goes out as fast as it is read, and a burst to many
 * sockets holds up nobody else.
 */
export function sendInPace(socket: WebSocket, message: string): Promise<void> | undefined {
  if (socket.bufferedAmount > AMPLE_BYTES)
    return new Promise((resolve) => {
      socket.send(message, () => resolve());
    });
  socket.send(message);
  if (++inThisTurn < MAX_IN_A_TURN) return undefined;
  nextTurn ??= setImmediate().then(() => {
    inThisTurn = 0;
    nextTurn = null;
  });
  return nextTurn;
}
