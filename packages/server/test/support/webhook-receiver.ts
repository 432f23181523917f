import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the receiver does at a path, by default it answers 204. */
type Behaviour = (response: ServerResponse, request: Received) => void;

/** A program of somebody else that webhooks go to: real HTTP on a free port. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private readonly behaviours = new Map<string, Behaviour>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const received = {
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(parts).toString('utf8'),
        };
        receiver.received.push(received);
        const behave = receiver.behaviours.get(received.path) ?? ((answer) => answer.writeHead(204).end());
        behave(response, received);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get host(): string {
    // Of a server that listens on TCP.
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(path: string): string {
    return `http://${this.host}${path}`;
  }

  /** From now on; `null`: success again. */
  behave(path: string, behaviour: Behaviour | number | null): void {
    if (behaviour === null) this.behaviours.delete(path);
    else if (typeof behaviour === 'number')
      this.behaviours.set(path, (response) => response.writeHead(behaviour).end(`status ${behaviour}`));
    else this.behaviours.set(path, behaviour);
  }

  at(path: string): Received[] {
    return this.received.filter((one) => one.path === path);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
