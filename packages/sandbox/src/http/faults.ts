import { checkFault } from './fault-check.ts';
import type { FaultKind, FaultRule } from './fault-rule.ts';

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
