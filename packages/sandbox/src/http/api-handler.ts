import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ownTurn } from '../query/turns.ts';
import { defaultReadings } from '../store/options.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { ApiError, noEndpoint, noPermission } from './api-error.ts';
import { authenticate } from './auth.ts';
import { parseJson, readText, refuseUnfitText } from './body.ts';
import { faultAnswer, htmlAnswer, tooManyRequests } from './fault-answer.ts';
import type { FaultKind } from './fault-rule.ts';
import type { Fault, Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Answer, Call, Method } from './operation.ts';
import { RateWindow } from './rate-window.ts';
import type { Match, Router } from './router.ts';
import { type Head, send } from './send.ts';
import { modelVersion } from './version.ts';

const MAX_URL_LENGTH = 10_000;

export interface ApiState {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly router: Router;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly counters: Map<string, number>;
  readonly now: () => Date;
  /** Settled when everything that a login company committed so far is safe on disk. */
  readonly durable: (company: string) => Promise<void> | undefined;
  /** Address up to the host, e.g. `http://127.0.0.1:8080`. */
  readonly origin: () => string;
  /** Extra milliseconds for every list. */
  latencyMs: number;
}

/** What becomes known of a request while it is answered. */
interface Note {
  body: string;
  company: string | undefined;
  conflictStatus: '409' | '400';
  recordNotFound: 'json' | 'html';
}

/** Answers one request below `/{codebase}/apis/3.0`. */
export class ApiHandler {
  private readonly state: ApiState;
  private readonly rates = new Map<string, RateWindow>();

  constructor(state: ApiState) {
    this.state = state;
  }

  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    codebase: string,
    path: string,
    queryText: string,
  ): Promise<void> {
    const started = performance.now();
    const requestId = randomUUID();
    const method = (request.method ?? 'GET') as Method;
    const current = firstOf(this.state.tenants)?.readings.modelVersion ?? defaultReadings.modelVersion;
    const head = { version: current, current, requestId };
    const note: Note = { body: '', company: undefined, conflictStatus: '409', recordNotFound: 'json' };
    const fault = this.state.faults.next(method, path);
    const record = (status: number, answered?: Answer) => {
      this.count(method, status);
      this.state.journal.add({
        at: this.state.now().toISOString(),
        ...(note.company === undefined ? {} : { company: note.company }),
        method,
        path,
        query: queryText,
        headers: request.headers,
        body: note.body,
        answer: answered?.body,
        status,
        requestId,
        ms: Math.round((performance.now() - started) * 100) / 100,
      });
    };
    if (fault && (await this.failBefore(request, response, fault, head, record))) return;
    let answer: Answer;
    try {
      answer = await this.answer(request, { codebase, path, queryText, method, head, note });
    } catch (error) {
      answer = failure(error, note.conflictStatus);
      if (note.recordNotFound === 'html' && answer.status === 404) answer = htmlAnswer(404);
    }
    if (response.destroyed && !response.writableFinished) return record(0);
    if (fault?.kind === 'reset-after') {
      response.destroy();
      return record(0);
    }
    record(answer.status, answer);
    await send(response, answer, head, fault);
  }

  private async answer(
    request: IncomingMessage,
    given: {
      codebase: string;
      path: string;
      queryText: string;
      method: Method;
      head: { version: string; current: string };
      note: Note;
    },
  ): Promise<Answer> {
    const { path, method, queryText } = given;
    if (queryText.length + path.length > MAX_URL_LENGTH) {
      throw new ApiError(414, { code: 'ConnectWiseApi', message: 'The request URI is too long.', errors: null });
    }
    const { tenant, member } = authenticate(request, this.state.tenants);
    given.note.company = tenant.company;
    given.note.conflictStatus = tenant.readings.conflictStatus;
    given.note.recordNotFound = tenant.readings.recordNotFound;
    const wait = this.throttle(tenant);
    if (wait) return tooManyRequests(wait);
    const current = tenant.readings.modelVersion;
    Object.assign(given.head, { version: current, current });
    given.head.version = modelVersion(request.headers.accept, `${this.state.origin()}${request.url ?? ''}`, current);
    const match = this.state.router.match(path);
    if (!match) throw noEndpoint();
    const operation = match.operations.get(method);
    if (!operation) throw wrongVerb(method, match);
    if (!tenant.readings.ignorePathCase && !hasCaseOf(path, operation.path)) throw noEndpoint();
    if (!tenant.permissions.mayUse(method, operation.path)) throw noPermission();
    const query = new URLSearchParams(queryText);
    for (const [name, value] of query) refuseUnfitText(value, name);
    const text = operation.rawBody || method === 'GET' || method === 'DELETE' ? '' : await readText(request);
    given.note.body = operation.rawBody ? '(upload)' : text;
    const call: Call = {
      tenant,
      member,
      method,
      path,
      query,
      ids: match.ids,
      words: match.words,
      request,
      linkBase:
        tenant.readings.hrefs === 'foreign-host' ? FOREIGN_BASE : `${this.state.origin()}/${given.codebase}/apis/3.0`,
      forwardOnly: /forward-only/i.test(String(request.headers['pagination-type'] ?? '')),
      body: text === '' ? undefined : parseJson(text),
      text,
    };
    await ownTurn();
    const answer = await operation.handle(call);
    if (method !== 'GET') await this.state.durable(tenant.company);
    else if (this.state.latencyMs > 0) await delay(this.state.latencyMs);
    return answer;
  }

  private throttle(tenant: Tenant): number | undefined {
    const limit = tenant.readings.requestsPerMinute;
    if (limit === 0) return undefined;
    let window = this.rates.get(tenant.company);
    if (!window) {
      window = new RateWindow();
      this.rates.set(tenant.company, window);
    }
    return window.secondsToWait(this.state.now().getTime(), limit);
  }

  private async failBefore(
    request: IncomingMessage,
    response: ServerResponse,
    fault: Fault,
    head: Head,
    record: (status: number, answered?: Answer) => void,
  ): Promise<boolean> {
    if (fault.kind !== 'slow' && fault.delayMs > 0) await delay(fault.delayMs);
    if (fault.kind === 'reset-before') {
      response.destroy();
      record(0);
      return true;
    }
    if (fault.kind === 'hang') {
      request.resume();
      record(0);
      return true;
    }
    if (!ANSWERS.has(fault.kind)) return false;
    request.resume();
    const answer = faultAnswer(fault);
    record(fault.status, answer);
    await send(response, answer, head);
    return true;
  }

  private count(method: string, status: number): void {
    for (const key of ['requests', `method ${method}`, `status ${status}`]) {
      this.state.counters.set(key, (this.state.counters.get(key) ?? 0) + 1);
    }
  }
}

/** Kinds of faults that answer in place of the operation. */
const ANSWERS: ReadonlySet<FaultKind> = new Set(['status', 'html', 'text', 'object', 'stub']);

/** Hrefs and links with another host and codebase, as webhook recordings show them (§2.1). */
export const FOREIGN_BASE = 'https://na.myconnectwise.net/v2025_1//apis/3.0';

const firstOf = (tenants: ReadonlyMap<string, Tenant>) => tenants.values().next().value;

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function hasCaseOf(path: string, template: string): boolean {
  const segments = path.split('/').filter(Boolean);
  const words = template.split('/').filter(Boolean);
  return words.every((word, at) => word.startsWith('{') || word === segments[at]);
}

function wrongVerb(method: string, match: Match): ApiError {
  const allowed = [...match.operations.keys()].join(', ');
  return new ApiError(405, {
    code: 'ConnectWiseApi',
    message: `The requested resource does not support http method '${method}'. It supports ${allowed}.`,
    errors: null,
  });
}

export function failure(error: unknown, conflictStatus: '409' | '400' = '409'): Answer {
  if (error instanceof ApiError) {
    const isText = typeof error.body === 'string';
    return {
      status: error.status === 409 ? Number(conflictStatus) : error.status,
      body: isText ? (error.body as string) : JSON.stringify(error.body),
      ...(isText ? { headers: { 'Content-Type': 'text/plain' } } : {}),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, body: JSON.stringify({ code: 'InternalServerError', message, errors: null }) };
}
