import { SpanKind } from '@opentelemetry/api';
import type { FormData } from 'undici';
import { wordOr } from '../../platform/tracing/span-facts.ts';
import { inSpan, type OpenSpan } from '../../platform/tracing/tracing.ts';
import { answerJson } from './answer-json.ts';
import { ApiEndpoint, type EndpointState } from './api-endpoint.ts';
import { ConnectWiseError } from './connectwise-error.ts';
import { type Exchange, exchangeWriter, formInWords } from './exchange.ts';
import { isRefusalExpected } from './expected-refusal.ts';
import { momentOf } from './fresh-records.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { repeatabilityOf } from './repeatability.ts';
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
  limiter: RateLimiter;
  /** Shared by the clients of one connection; without it this session finds out for itself. */
  endpoint?: ApiEndpoint | undefined;
  logger?: ClientLogger;
  /** Told of every answer, or that there was none: "ok" or the kind of the error. */
  onCall?: ((outcome: string, durationMs: number) => void) | undefined;
  /** Told of every request with what came back, as far as it may be shown. */
  onExchange?: ((exchange: Exchange) => void) | undefined;
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
  /** By ConnectWise's clock. */
  answeredAt: Date | null;
}

/** As often as the address or the version can turn out to be another while one request is on its way. */
const MAX_ADAPTATIONS = 4;

/** What says whose request it is. */
export function accountHeaders(account: ConnectWiseAccount): Record<string, string> {
  const { loginCompany, publicKey, privateKey, clientId } = account;
  const credentials = Buffer.from(`${loginCompany}+${publicKey}:${privateKey}`, 'utf8').toString('base64');
  return { authorization: `Basic ${credentials}`, ...(clientId ? { clientid: clientId } : {}) };
}

/** Requests of one account: signed, paced, tried again where that is safe, logged without keys or contents. */
export class HttpSession {
  lastRequestId: string | null = null;
  readonly endpoint: ApiEndpoint;
  private serverVersion: string | null = null;
  private readonly member: string;
  private readonly headers: Record<string, string>;
  private readonly written: (exchange: Exchange) => Exchange;

  constructor(private readonly options: SessionOptions) {
    const { apiBaseUrl, loginCompany, publicKey, privateKey, clientId } = options.account;
    this.endpoint = options.endpoint ?? new ApiEndpoint({ transport: options.transport, apiBaseUrl, loginCompany });
    this.member = `API member with the public key …${publicKey.slice(-4)}`;
    this.headers = accountHeaders(options.account);
    const credentials = this.headers.authorization?.split(' ')[1] ?? '';
    this.written = exchangeWriter([publicKey, privateKey, clientId, credentials]);
  }

  /** Throws ConnectWiseError unless the status is 2xx and the body, if there is one, is whole. */
  ask(ask: Ask): Promise<Reply> {
    const { limiter, retry, signal } = this.options;
    const send = (attempt: number) => limiter.run(() => this.adapting(ask, attempt), signal);
    return withRetry(repeatabilityOf(ask), send, { ...retry, signal });
  }

  /** A request that was refused for its address or version was not carried out: it is sent again as soon as the right one is known. */
  private async adapting(ask: Ask, attempt: number): Promise<Reply> {
    for (let changes = 0; ; changes++) {
      const used = this.endpoint.current;
      try {
        return await inSpan(spanOf(ask, attempt), (span) => this.once(ask, attempt, used, span));
      } catch (error) {
        if (changes >= MAX_ADAPTATIONS || !(await this.endpoint.adapt(used, error, this.serverVersion))) throw error;
      }
    }
  }

  private async once(ask: Ask, attempt: number, used: EndpointState, span: OpenSpan): Promise<Reply> {
    const startedAt = performance.now();
    let answer: HttpAnswer | null = null;
    try {
      answer = await this.options.transport.send(this.requestFor(ask, used));
      span.tell({ 'http.response.status_code': answer.status });
      this.lastRequestId = headerOf(answer, 'x-cw-request-id');
      this.serverVersion = headerOf(answer, 'api-current-version');
      const reply = this.judge(ask, answer);
      this.options.onCall?.('ok', performance.now() - startedAt);
      this.options.logger?.debug(this.logFields(ask, attempt, startedAt, answer.status), 'ConnectWise answered');
      this.told(ask, startedAt, { answer });
      return reply;
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      this.told(ask, startedAt, { answer, error });
      // A right is tried by what cannot be carried out: that answer is the one that was wanted.
      this.options.onCall?.(isRefusalExpected(error) ? 'ok' : error.kind, performance.now() - startedAt);
      const told = {
        ...this.logFields(ask, attempt, startedAt, error.status),
        kind: error.kind,
        code: error.code,
        said: error.message,
      };
      if (isRefusalExpected(error)) this.options.logger?.debug(told, 'ConnectWise refused, as it was meant to');
      else this.options.logger?.warn(told, 'ConnectWise request failed');
      if (error.kind === 'rate_limited' && error.status === 429)
        await this.options.limiter.slowDown(error.retryAfterMs ?? 30_000);
      throw error;
    }
  }

  private told(
    { method, path, body, form }: Ask,
    startedAt: number,
    { answer, error }: { answer: HttpAnswer | null; error?: ConnectWiseError },
  ): void {
    const { onExchange } = this.options;
    if (!onExchange) return;
    const durationMs = Math.round(performance.now() - startedAt);
    onExchange(
      this.written({
        at: new Date(Date.now() - durationMs).toISOString(),
        method,
        path,
        status: answer?.status ?? null,
        durationMs,
        requestId: answer && headerOf(answer, 'x-cw-request-id'),
        request: form ? formInWords(form()) : body === undefined ? null : JSON.stringify(body),
        answer: answer?.text ?? null,
        failure: answer ? null : (error?.message ?? null),
      }),
    );
  }

  private requestFor({ method, path, headers, body, form }: Ask, used: EndpointState): HttpRequest {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const content = form ? form() : body === undefined ? undefined : JSON.stringify(body);
    return {
      method,
      url: new URL(`${used.baseUrl}${path}`),
      headers: { ...this.headers, accept: ApiEndpoint.acceptOf(used), ...type, ...headers },
      ...(content === undefined ? {} : { body: content }),
      ...(this.options.signal ? { signal: this.options.signal } : {}),
      timeoutMs: this.options.timeoutMs,
    };
  }

  private judge(ask: Ask, answer: HttpAnswer): Reply {
    if (answer.status < 200 || answer.status > 299)
      throw responseError(answer, {
        method: ask.method,
        path: ask.path,
        body: ask.body,
        member: this.member,
        now: new Date(),
      });
    return {
      json: answerJson(answer, ask.method),
      link: headerOf(answer, 'link'),
      requestId: this.lastRequestId,
      answeredAt: momentOf(headerOf(answer, 'date')),
    };
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

/** Without the query, which holds names, and without numbers, so that calls of one kind stand together. No `traceparent` is sent along. */
function spanOf({ method, path }: Ask, attempt: number) {
  const template = (path.split('?', 1)[0] ?? '').replace(/\/\d+(?=\/|$)/g, '/{id}');
  const facts = { 'http.request.method': method, 'url.template': template, 'causeway.attempt': attempt };
  return { name: `ConnectWise ${method} ${wordOr(template)}`, kind: SpanKind.CLIENT, facts };
}
