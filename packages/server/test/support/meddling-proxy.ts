import { createServer, type IncomingMessage, type RequestListener, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MeddlingProxy {
  /** `http://127.0.0.1:port` */
  url: string;
  /** `127.0.0.1:port` */
  host: string;
  /** Requests that came, as "METHOD path". */
  seen: string[];
  /** Answers instead of the server behind it where it gives a listener; each call replaces what was there. */
  meddle(choose: (request: IncomingMessage) => RequestListener | null): void;
  stop(): Promise<void>;
}

/** Passes requests on to a server on loopback and changes single answers, as what stands before ConnectWise may. */
export async function startMeddlingProxy(targetUrl: string): Promise<MeddlingProxy> {
  let choose: (request: IncomingMessage) => RequestListener | null = () => null;
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const listener = choose(incoming);
    if (listener) {
      incoming.resume();
      return listener(incoming, outgoing);
    }
    const { host: _host, ...headers } = incoming.headers;
    const passed = send(
      new URL(incoming.url ?? '/', targetUrl),
      { method: incoming.method, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    seen,
    meddle: (chosen) => {
      choose = chosen;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
