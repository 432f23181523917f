import { WebSocketServer } from 'ws';

/** The limit: every message that its parent process hands over goes to all sockets as it is. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('listening', () => {
  const address = server.address();
  process.stdout.write(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.on('message', (messages: string[]) => {
  for (const text of messages) {
    const bytes = Buffer.from(text);
    for (const client of server.clients) client.send(bytes, { binary: false });
  }
});
