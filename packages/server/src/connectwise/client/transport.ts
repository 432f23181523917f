import { Agent, type Dispatcher, type FormData, interceptors, request } from 'undici';
import { ConnectWiseError } from './connectwise-error.ts';
import { networkError } from './network-error.ts';
import type { OutboundGuard } from './outbound-guard.ts';
import { isLoopbackHost } from './private-address.ts';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string | FormData;
  signal?: AbortSignal;
  /** Overrides the transport's own. */
  timeoutMs?: number | undefined;
}

/** What came back, whatever its status and media type. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface TransportOptions {
  guard: OutboundGuard;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  timeoutMs?: number;
  /** Longest time for a request as a whole. */
  totalTimeoutMs?: number;
  /** Sockets kept open to one host. */
  sockets?: number;
  /** Largest answer in bytes, unpacked. */
  maxAnswerBytes?: number;
  /** So much of an answer is wanted; the rest is left unread, and is no failure. */
  readsAtMostBytes?: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * Sends one request and reads its answer: keep-alive sockets, no redirects followed, no address that the guard refuses, a limit on time
 * and size. Failures below HTTP become ConnectWiseError here; the caller judges the status.
 */
export class Transport {
  private readonly agents = new Map<string, Dispatcher>();
  private readonly guard: OutboundGuard;
  private readonly timeoutMs: number;
  private readonly totalTimeoutMs: number;
  private readonly sockets: number;
  private readonly maxAnswerBytes: number;
  private readonly readsAtMostBytes: number;

  constructor(options: TransportOptions) {
    this.guard = options.guard;
    this.timeoutMs = options.timeoutMs ?? 60_000;
    this.totalTimeoutMs = options.totalTimeoutMs ?? 180_000;
    this.sockets = options.sockets ?? 4;
    this.maxAnswerBytes = options.maxAnswerBytes ?? 64 * MEGABYTE;
    this.readsAtMostBytes = options.readsAtMostBytes ?? Number.POSITIVE_INFINITY;
  }

  async send({ method, url, headers, body, signal, timeoutMs = this.timeoutMs }: HttpRequest): Promise<HttpAnswer> {
    this.guard.check(url);
    const deadline = AbortSignal.timeout(this.totalTimeoutMs);
    try {
      const answer = await request(url, {
        dispatcher: this.agentFor(url),
        method,
        headers,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      return { status: answer.statusCode, headers: answer.headers, text: await this.read(answer.body) };
    } catch (error) {
      signal?.throwIfAborted();
      throw networkError(error, { method, host: url.host });
    }
  }

  async close(): Promise<void> {
    const agents = [...this.agents.values()];
    this.agents.clear();
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  private async read(body: Dispatcher.ResponseData['body']): Promise<string> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      const piece: Buffer = chunk;
      bytes += piece.length;
      if (bytes > this.maxAnswerBytes) throw tooLarge(this.maxAnswerBytes);
      pieces.push(piece);
      // Leaving the loop ends the socket.
      if (bytes >= this.readsAtMostBytes) break;
    }
    return Buffer.concat(pieces, bytes).subarray(0, this.readsAtMostBytes).toString('utf8');
  }

  /** One agent an origin, because the socket's look-up must know whether the operator has named that host. */
  private agentFor(url: URL): Dispatcher {
    const known = this.agents.get(url.origin);
    if (known) return known;
    const agent = new Agent({
      connect: { lookup: this.guard.lookupFor(url), timeout: 10_000 },
      allowH2: false,
      connections: this.sockets,
      keepAliveTimeout: 20_000,
    });
    const dispatcher = isLoopbackHost(url.hostname) ? agent : agent.compose(interceptors.decompress());
    this.agents.set(url.origin, dispatcher);
    return dispatcher;
  }
}

function tooLarge(limit: number): ConnectWiseError {
  return new ConnectWiseError({
    kind: 'unexpected',
    code: 'too_large',
    message: `ConnectWise answered with more than ${Math.floor(limit / MEGABYTE)} MB.`,
    mayHaveCommitted: true,
  });
}
