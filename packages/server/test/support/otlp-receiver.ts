import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Record<string, unknown>;
  links: { traceId: string }[];
  isError: boolean;
}

interface KeyValue {
  key: string;
  value: Record<string, unknown>;
}

interface Sent {
  resourceSpans: {
    resource: { attributes: KeyValue[] };
    scopeSpans: {
      spans: (Omit<ReceivedSpan, 'service' | 'attributes' | 'isError'> & {
        attributes: KeyValue[];
        status: { code?: number };
      })[];
    }[];
  }[];
}

const valuesOf = (pairs: KeyValue[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));

/** A collector of traces: takes OTLP over HTTP in JSON, and can be one that never answers. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Everything that came, as it came. */
  text = '';
  readonly headers: IncomingHttpHeaders[] = [];
  isMute = false;

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer();
    const receiver = new OtlpReceiver(server);
    server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      if (receiver.isMute) return;
      if (request.method !== 'POST' || request.url !== '/v1/traces') return void response.writeHead(404).end();
      receiver.headers.push(request.headers);
      const text = Buffer.concat(parts).toString('utf8');
      receiver.text += text;
      receiver.take(JSON.parse(text) as Sent);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    // Of a server that listens on TCP.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  ofTrace(traceId: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take({ resourceSpans }: Sent): void {
    for (const { resource, scopeSpans } of resourceSpans)
      for (const { spans } of scopeSpans)
        for (const { attributes, status, ...span } of spans)
          this.spans.push({
            ...span,
            links: span.links ?? [],
            service: String(valuesOf(resource.attributes)['service.name']),
            attributes: valuesOf(attributes),
            isError: status.code === 2,
          });
  }
}
