import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { sendInPace } from './send-in-pace.ts';

describe('Sending to many sockets', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let socket: WebSocket;

  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    [socket] = await once(server, 'connection');
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
    for (let n = 0; n < 20_000; n++) {
      const wait = sendInPace(socket, String(n));
      if (wait) await wait;
    }
    clearInterval(timer);
    while (heard.length < 20_000) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(heard).toEqual(Array.from({ length: 20_000 }, (_, n) => n));
    expect(turns).toBeGreaterThan(1);
  });

  it('waits for a reader who stopped, so that what was not read stays where it is', async () => {
    client.pause();
    const message = 'x'.repeat(64 * 1024);
    let sent = 0;
    let waiting: Promise<void> | undefined;
    while (!waiting && sent < 1_000) {
      waiting = sendInPace(socket, message);
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
