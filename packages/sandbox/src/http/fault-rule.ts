export type FaultKind =
  | 'status'
  | 'html'
  | 'text'
  | 'object'
  | 'stub'
  | 'slow'
  | 'hang'
  | 'reset-before'
  | 'reset-after'
  | 'truncated'
  | 'half-json';

/** A rule that makes some requests fail. Rules are tried in the order in which they were given; the first that applies is used. */
export interface FaultRule {
  method?: string;
  /** A text that the path after `/apis/3.0` starts with, or a pattern for it. */
  path?: string | RegExp;
  /** Default `status` (or what `status` implies). */
  kind?: FaultKind;
  /** Default 500; 502 for `html`, 400 for `text`, 200 for `object` (a JSON object where a list may be expected), 429 with `retryAfterSeconds`. */
  status?: number;
  /** Lets the first n matching requests through. */
  after?: number;
  /** How many requests fail; all of them when absent. */
  times?: number;
  retryAfterSeconds?: number;
  /** For `slow`: the answer takes this long; for other kinds: waits before failing. */
  delayMs?: number;
  /** Share of the matching requests that fail, 0…1, drawn from `seed`. */
  probability?: number;
  seed?: number;
  /** For `stub`: what is answered, as JSON; a text is sent as it is. */
  body?: unknown;
  /** For `stub`: headers beside or in place of the usual ones. */
  headers?: Readonly<Record<string, string>>;
}
