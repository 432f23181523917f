/**
 * What went wrong with a request, as far as it decides what to do next:
 * - `unauthorized`, `forbidden`, `client_id_missing`, `wrong_company`: the connection needs a person;
 * - `invalid`: 400, `fields` say why; `conflict`: 409;
 * - `not_found`: ConnectWise's own 404 with the code NotFound, so the record is not there (reads answer null);
 * - `rate_limited`, `unavailable` (5xx, any other 404, dropped connection, half an answer), `timeout`, `connection_refused`: later it may work;
 * - `unexpected`: an answer that cannot be right (not JSON, a redirect, too large).
 */
export type ConnectWiseErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'client_id_missing'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'connection_refused'
  | 'wrong_company'
  | 'unexpected';

/** One entry of `errors[]`: inner codes seen are MissingRequiredField, InvalidField, InvalidObject, ObjectExists, NotFound, MaxLengthField, OutOfRange. */
export interface ConnectWiseFieldError {
  code: string;
  message: string;
  resource: string | null;
  field: string | null;
  /** What the request would have written there, where that is a text or a number. */
  sent: string | null;
}

export interface ConnectWiseErrorDetails {
  kind: ConnectWiseErrorKind;
  message: string;
  /** HTTP status; null when there was no answer. */
  status?: number | null;
  /** ConnectWise's code, or one of ours: `host_unknown`, `tls`, `host_not_allowed`, `too_large`, `not_json`, `half_answer`, `redirected`, `wrong_address` (a 404 that is not ConnectWise's), `listed_though_gone`. */
  code?: string | null;
  fields?: ConnectWiseFieldError[];
  /** ConnectWise's own words where they are all that is known: they name neither the record nor what was done. */
  said?: string;
  retryAfterMs?: number;
  requestId?: string | null;
  /** Whether a write may have been carried out although this error came back: look before writing again. */
  mayHaveCommitted?: boolean;
}

/** Every failure of a ConnectWise request. `message` says what ConnectWise said, and is fit for a person; it never holds keys. */
export class ConnectWiseError extends Error {
  readonly kind: ConnectWiseErrorKind;
  readonly status: number | null;
  readonly code: string | null;
  readonly fields: ConnectWiseFieldError[];
  readonly said: string;
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | null;
  readonly mayHaveCommitted: boolean;

  constructor(details: ConnectWiseErrorDetails, options?: { cause?: unknown }) {
    super(details.message, options);
    this.name = 'ConnectWiseError';
    this.kind = details.kind;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
    this.fields = details.fields ?? [];
    this.said = details.said ?? '';
    this.retryAfterMs = details.retryAfterMs;
    this.requestId = details.requestId ?? null;
    this.mayHaveCommitted = details.mayHaveCommitted ?? false;
  }

  /** A 404 that says nothing about a record: the codebase moved, the site is another, or something before ConnectWise answered. */
  get isMisdirected(): boolean {
    return this.status === 404 && this.kind === 'unavailable';
  }

  /** ConnectWise's own word that it serves no such path: an older version lacks it. */
  get isEndpointMissing(): boolean {
    return this.isMisdirected && this.code === 'ConnectWiseApi';
  }

  /** ConnectWise does not speak the version of the model that was asked for (connectwise-api.md §1.2). */
  get isUnsupportedVersion(): boolean {
    return this.status === 400 && /does not support the API version/i.test(this.message);
  }

  /** Whether ConnectWise refused the body because another record has this value already, e.g. `identifier`. */
  isDuplicate(field?: string): boolean {
    return this.fields.some((f) => f.code === 'ObjectExists' && (field === undefined || f.field === field));
  }
}
