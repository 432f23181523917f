import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { sendInPace } from './send-in-pace.ts';

const portOf = (server: WebSocketServer): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

describe('Sending to many sockets', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let socket: WebSocket;
  let wire: Duplex;

  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    client = new WebSocket(`ws://127.0.0.1:${portOf(server)}`);
    const [opened, request] = await once(server, 'connection');
    [socket, wire] = [opened, request.socket];
    await once(client, 'open');
  });

  afterEach(() => {
    for (const each of server.clients) each.terminate();
    server.close();
  });

  it('lets others have their turn in a long burst, and loses none of it', async () => {
    const heard: number[] = [];
    client.on('message', (data) => heard.push(Number(data)));
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    for (let n = 0; n < 20_000; n += 50) {
      const wait = sendInPace(
        socket,
        wire,
        Array.from({ length: 50 }, (_, more) => Buffer.from(String(n + more))),
      );
      if (wait) await wait;
      expect(wire.writableCorked).toBe(0);
    }
    clearInterval(timer);
    while (heard.length < 20_000) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(heard).toEqual(Array.from({ length: 20_000 }, (_, n) => n));
    expect(turns).toBeGreaterThan(1);
  });

  it('makes one write of what goes out together', async () => {
    const pieces: Buffer[] = [];
    const client = connect({ host: '127.0.0.1', port: portOf(server) });
    const opened = once(server, 'connection');
    client.write(
      'GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    const [other, request] = await opened;
    await once(client, 'data');
    client.on('data', (piece) => pieces.push(piece));
    sendInPace(
      other,
      request.socket,
      ['one', 'two', 'three'].map((text) => Buffer.from(text)),
    );
    while (pieces.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(pieces.map(String)).toEqual(
      ['\x81\x03one\x81\x03two\x81\x05three'].map((text) => String(Buffer.from(text, 'latin1'))),
    );
    client.destroy();
  });

  it('waits for a reader who stopped, so that what was not read stays where it is', async () => {
    client.pause();
    const message = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    let waiting: Promise<void> | undefined;
    while (!waiting && sent < 1_000) {
      waiting = sendInPace(socket, wire, [message]);
      sent++;
      // The end of a turn, and nothing that waits.
      if (waiting && socket.bufferedAmount === 0) {
        await waiting;
        waiting = undefined;
      }
    }
    const seen = socket.bufferedAmount;
    expect(seen).toBeLessThan(1024 * 1024);
    let isOver = false;
    void waiting?.then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isOver).toBe(false);
    client.resume();
    await waiting;
    expect(isOver).toBe(true);
  });
});
