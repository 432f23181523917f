import { ConnectWiseError, type ConnectWiseErrorKind, type ConnectWiseFieldError } from './connectwise-error.ts';
import { forbiddenSentence } from './right-of-request.ts';
import type { HttpAnswer } from './transport.ts';

const DEFAULT_WAIT_MS = 30_000;
const MAX_WAIT_MS = 15 * 60_000;

export interface JudgedRequest {
  method: string;
  /** Below `apis/3.0`. */
  path?: string;
  /** What was sent: properties, or operations of a patch. */
  body?: unknown;
  /** What to call the API member where it lacks a right: `API member with the public key …ab12`. */
  member?: string;
  now: Date;
}

/**
 * Turns an answer that is not a success into a ConnectWiseError. Bodies come in three shapes, `{code,message,errors}`,
 * `{error,message}` (429) and plain text, and as HTML or nothing from what stands before ConnectWise.
 */
export function responseError(answer: HttpAnswer, request: JudgedRequest): ConnectWiseError {
  const { method, now } = request;
  const body = readBody(answer.text, request.body);
  const kind = kindOf(answer.status, body);
  const isMisdirected = answer.status === 404 && kind !== 'not_found';
  return new ConnectWiseError({
    kind,
    message: messageOf(answer.status, kind, body, request),
    status: answer.status,
    code: codeOf(answer.status, isMisdirected, body),
    fields: body.fields,
    said: answer.status >= 500 || kind === 'not_found' || kind === 'conflict' ? body.message : '',
    ...(kind === 'rate_limited' ? { retryAfterMs: waitOf(answer, body.message, now) } : {}),
    requestId: headerOf(answer, 'x-cw-request-id'),
    mayHaveCommitted: method !== 'GET' && answer.status >= 500,
  });
}

function messageOf(status: number, kind: ConnectWiseErrorKind, body: ErrorBody, request: JudgedRequest): string {
  if (status === 404 && kind !== 'not_found') return misdirected(body);
  if (kind === 'forbidden' && /permission/i.test(body.message))
    return forbiddenSentence({ method: request.method, path: request.path ?? '' }, request.member ?? 'API member');
  return sentence(status, kind, body);
}

function codeOf(status: number, isMisdirected: boolean, { code }: ErrorBody): string | null {
  if (status >= 300 && status < 400) return 'redirected';
  return isMisdirected ? (code ?? 'wrong_address') : code;
}

/** Says that nothing was learned about the record, so that nobody takes it for removed. */
function misdirected({ code, message }: ErrorBody): string {
  const said = code === null || message === '' ? '' : `: ${message.replace(/\.$/, '')}`;
  return `The ConnectWise API was not found at its address (HTTP 404${said}). This says nothing about the record: ConnectWise may be under maintenance, have moved, or be behind something that answers for it.`;
}

/** The first value of a header. */
export function headerOf(answer: Pick<HttpAnswer, 'headers'>, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

interface ErrorBody {
  code: string | null;
  message: string;
  fields: ConnectWiseFieldError[];
}

function kindOf(status: number, body: ErrorBody): ConnectWiseErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return /client[\s-]?id/i.test(body.message) ? 'client_id_missing' : 'forbidden';
  // The cloud answers 404 for a codebase of the past and for wrong sign-ins too (connectwise-api.md §1.1): only this one is about the record.
  if (status === 404) return body.code === 'NotFound' ? 'not_found' : 'unavailable';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'unavailable';
  if (/cannot route|codebase\/company is invalid/i.test(body.message)) return 'wrong_company';
  return status >= 400 ? 'invalid' : 'unexpected';
}

function readBody(text: string, sent: unknown): ErrorBody {
  const parsed = parseObject(text);
  if (parsed === null) return { code: null, message: plainText(text), fields: [] };
  return {
    code: textOf(parsed.code) ?? textOf(parsed.error),
    message: clean(textOf(parsed.message) ?? ''),
    fields: Array.isArray(parsed.errors)
      ? parsed.errors.map((one) => fieldError(one, sent)).filter((f) => f !== null)
      : [],
  };
}

function fieldError(raw: unknown, sent: unknown): ConnectWiseFieldError | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const entry: Record<string, unknown> = { ...raw };
  return {
    code: textOf(entry.code) ?? 'InvalidField',
    message: clean(textOf(entry.message) ?? ''),
    resource: textOf(entry.resource),
    field: textOf(entry.field),
    sent: sentIn(sent, textOf(entry.field)?.split('/')[0]),
  };
}

/** What the body of a request has for a property, or for the first item of a list. */
function sentIn(body: unknown, property: string | undefined): string | null {
  if (property === undefined || !isObject(body)) return null;
  const written: unknown = Array.isArray(body)
    ? body.find((one) => isObject(one) && String(one.path).split('/')[0] === property)?.value
    : body[property];
  const [first] = [written].flat();
  const value = isObject(first) ? first.value : first;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parseObject(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A page of HTML says nothing that a person should read here. */
const plainText = (text: string): string => (/^\s*</.test(text) ? '' : clean(text));

const clean = (text: string): string =>
  text
    .slice(0, 1_000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);

function sentence(status: number, kind: ConnectWiseErrorKind, { message, fields }: ErrorBody): string {
  const details = fields
    .map((f) => f.message)
    .filter((m) => m !== '')
    .slice(0, 10)
    .join(' ');
  const said = [message, details].filter((part) => part !== '').join(': ');
  return said === '' ? `${plain[kind]} (HTTP ${status}).` : said;
}

const plain: Record<ConnectWiseErrorKind, string> = {
  unauthorized: 'ConnectWise does not accept these keys',
  forbidden: 'Something at the address of ConnectWise refused the request without saying why',
  client_id_missing: 'ConnectWise asks for a client ID',
  not_found: 'ConnectWise has no such record',
  invalid: 'ConnectWise refused the request',
  conflict: 'The record is in use or conflicts with another one in ConnectWise',
  rate_limited: 'ConnectWise asks to slow down',
  unavailable: 'ConnectWise failed to answer',
  timeout: 'ConnectWise took too long to answer',
  connection_refused: 'ConnectWise does not accept connections',
  wrong_company: 'ConnectWise does not know this company',
  unexpected: 'ConnectWise gave an answer that makes no sense',
};

/** Retry-After is in seconds or a date; the text of the body names seconds as well; else half a minute (Developer Guide). */
function waitOf(answer: HttpAnswer, message: string, now: Date): number {
  const header = headerOf(answer, 'retry-after');
  const seconds = header === null ? Number.NaN : Number(header);
  const date = header === null ? Number.NaN : Date.parse(header);
  const inText = Number(/in (\d+) seconds?/i.exec(message)?.[1] ?? Number.NaN);
  const wait = [seconds * 1_000, date - now.getTime(), inText * 1_000].find((ms) => Number.isFinite(ms) && ms >= 0);
  return Math.min(wait ?? DEFAULT_WAIT_MS, MAX_WAIT_MS);
}
