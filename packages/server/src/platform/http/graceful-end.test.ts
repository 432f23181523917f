import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type GracefulEnd, gracefulEnd } from './graceful-end.ts';

describe('a server that ends', () => {
  let server: Server;
  let ending: GracefulEnd;
  let agent: Agent;

  beforeEach(async () => {
    server = createServer(async (incoming, response) => {
      if (incoming.url === '/slow') await pause(300);
      response.end('done');
    });
    ending = gracefulEnd(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
  });
  afterEach(() => {
    agent.destroy();
    server.closeAllConnections();
  });

  const ask = (path: string, by: Agent = agent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const asked = request({ host: '127.0.0.1', port, path, agent: by }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer));
      });
      asked.once('error', reject);
      asked.end();
    });

  it('answers what is under way, and what comes next over a connection that was kept, as the last of it', async () => {
    const { port } = server.address() as AddressInfo;
    expect((await ask('/quick')).headers.connection).toBe('keep-alive');
    const slow = ask('/slow', new Agent({ keepAlive: true }));
    await pause(50);
    const started = performance.now();
    const ended = ending.end(2_000);
    const last = request({ host: '127.0.0.1', port, path: '/quick', agent });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      last.once('response', resolve);
      last.once('error', reject);
    });
    last.end();
    expect((await answer).headers.connection).toBe('close');
    (await answer).resume();
    expect((await slow).headers.connection).toBe('close');
    await ended;
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('lets nobody new in, and does not wait for a connection that says nothing', async () => {
    await ask('/quick');
    const { port } = server.address() as AddressInfo;
    const started = performance.now();
    const ended = ending.end(5_000);
    const stranger = new Promise((_resolve, reject) =>
      request({ host: '127.0.0.1', port, path: '/quick', agent: new Agent() }).once('error', reject).end(),
    );
    await expect(stranger).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await ended;
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('cuts what takes longer than it may', async () => {
    const slow = ask('/slow');
    slow.catch(() => undefined);
    await pause(50);
    await ending.end(100);
    await expect(slow).rejects.toThrow();
  });
});
