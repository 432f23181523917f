import { checkFault } from './fault-check.ts';

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

export interface Fault {
  readonly kind: FaultKind;
  readonly status: number;
  readonly retryAfterSeconds?: number;
  readonly delayMs: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Armed {
  readonly rule: FaultRule;
  seen: number;
  done: number;
  readonly random: () => number;
}

/** Decides which requests fail, and how. */
export class Faults {
  private armed: Armed[] = [];

  add(rule: FaultRule): void {
    checkFault(rule);
    this.armed.push({ rule, seen: 0, done: 0, random: randomFrom(rule.seed ?? 1) });
  }

  clear(): void {
    this.armed = [];
  }

  list(): readonly (FaultRule & { readonly seen: number; readonly done: number })[] {
    return this.armed.map(({ rule, seen, done }) => ({ ...rule, seen, done }));
  }

  next(method: string, path: string): Fault | undefined {
    for (const armed of this.armed) {
      const { rule } = armed;
      if (!applies(rule, method, path)) continue;
      armed.seen += 1;
      if (armed.seen <= (rule.after ?? 0) || armed.done >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
      if (rule.probability !== undefined && armed.random() >= rule.probability) continue;
      armed.done += 1;
      return toFault(rule);
    }
    return undefined;
  }
}

function applies(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method && rule.method.toUpperCase() !== method) return false;
  if (rule.path === undefined) return true;
  if (typeof rule.path === 'string') return path.toLowerCase().startsWith(rule.path.toLowerCase());
  rule.path.lastIndex = 0;
  return rule.path.test(path);
}

/** Status of the kinds that have one of their own; `object` is a 200 where a list was expected. */
const IMPLIED: { readonly [Kind in FaultKind]?: number } = { html: 502, text: 400, object: 200, stub: 200 };

function toFault(rule: FaultRule): Fault {
  const kind = rule.kind ?? 'status';
  const implied = IMPLIED[kind] ?? (rule.retryAfterSeconds === undefined ? 500 : 429);
  return {
    kind,
    status: rule.status ?? implied,
    ...(rule.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: rule.retryAfterSeconds }),
    delayMs: rule.delayMs ?? 0,
    body: rule.body,
    headers: rule.headers,
  };
}

/** A small seeded generator (mulberry32): the same seed gives the same faults on every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
