import type { FormData } from 'undici';
import { answerJson } from './answer-json.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import type { Pace } from './pace.ts';
import { headerOf, responseError } from './response-error.ts';
import { type RetryOptions, withRetry } from './retry.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';

/** The part of a pino logger that is used here. */
export interface ClientLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface ConnectWiseAccount {
  /** Without a slash at the end: `https://api-na.myconnectwise.net/v4_6_release/apis/3.0`. */
  apiBaseUrl: string;
  loginCompany: string;
  publicKey: string;
  privateKey: string;
  /** GUID of the integration. */
  clientId: string;
}

export interface SessionOptions {
  account: ConnectWiseAccount;
  transport: Transport;
  pace: Pace;
  logger?: ClientLogger;
  retry?: RetryOptions | undefined;
  signal?: AbortSignal | undefined;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  timeoutMs?: number | undefined;
}

export interface Ask {
  method: HttpRequest['method'];
  /** Below `apis/3.0`, with its query. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as multipart/form-data; built anew for each attempt. */
  form?: () => FormData;
}

export interface Reply {
  json: unknown;
  link: string | null;
  requestId: string | null;
}

/** The model of the API that the wire records describe; a superseded one stays for twelve months (Developer Guide). */
const ACCEPT = 'application/vnd.connectwise.com+json; version=2025.16';

/** Requests of one account: signed, paced, tried again where that is safe, logged without keys or contents. */
export class HttpSession {
  lastRequestId: string | null = null;
  private readonly headers: Record<string, string>;

  constructor(private readonly options: SessionOptions) {
    const { loginCompany, publicKey, privateKey, clientId } = options.account;
    const credentials = Buffer.from(`${loginCompany}+${publicKey}:${privateKey}`, 'utf8').toString('base64');
    this.headers = {
      authorization: `Basic ${credentials}`,
      accept: ACCEPT,
      ...(clientId ? { clientid: clientId } : {}),
    };
  }

  /** Throws ConnectWiseError unless the status is 2xx and the body, if there is one, is whole. */
  ask(ask: Ask): Promise<Reply> {
    const { pace, retry, signal } = this.options;
    return withRetry(ask.method, (attempt) => pace.turn(() => this.once(ask, attempt), signal), { ...retry, signal });
  }

  private async once(ask: Ask, attempt: number): Promise<Reply> {
    const startedAt = performance.now();
    try {
      const answer = await this.options.transport.send(this.requestFor(ask));
      this.lastRequestId = headerOf(answer, 'x-cw-request-id');
      const reply = this.judge(ask, answer);
      this.options.logger?.debug(this.logFields(ask, attempt, startedAt, answer.status), 'ConnectWise answered');
      return reply;
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      this.options.logger?.warn(
        {
          ...this.logFields(ask, attempt, startedAt, error.status),
          kind: error.kind,
          code: error.code,
          said: error.message,
        },
        'ConnectWise request failed',
      );
      if (error.kind === 'rate_limited' && error.status === 429)
        await this.options.pace.slowDown(error.retryAfterMs ?? 30_000);
      throw error;
    }
  }

  private requestFor({ method, path, headers, body, form }: Ask): HttpRequest {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const content = form ? form() : body === undefined ? undefined : JSON.stringify(body);
    return {
      method,
      url: new URL(`${this.options.account.apiBaseUrl}${path}`),
      headers: { ...this.headers, ...type, ...headers },
      ...(content === undefined ? {} : { body: content }),
      ...(this.options.signal ? { signal: this.options.signal } : {}),
      timeoutMs: this.options.timeoutMs,
    };
  }

  private judge(ask: Ask, answer: HttpAnswer): Reply {
    if (answer.status < 200 || answer.status > 299)
      throw responseError(answer, { method: ask.method, now: new Date() });
    return { json: answerJson(answer, ask.method), link: headerOf(answer, 'link'), requestId: this.lastRequestId };
  }

  /** Without the query: conditions hold names and e-mail addresses of people. */
  private logFields({ method, path }: Ask, attempt: number, startedAt: number, status: number | null): object {
    return {
      method,
      path: path.split('?', 1)[0],
      status,
      attempt,
      requestId: this.lastRequestId,
      durationMs: Math.round(performance.now() - startedAt),
    };
  }
}
