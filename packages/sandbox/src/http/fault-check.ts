import type { FaultKind, FaultRule } from './fault-rule.ts';

const KINDS: Readonly<Record<FaultKind, true>> = {
  status: true,
  html: true,
  text: true,
  object: true,
  stub: true,
  slow: true,
  hang: true,
  'reset-before': true,
  'reset-after': true,
  truncated: true,
  'half-json': true,
};

/** Refuses a rule that could never do what it says, from a program and over HTTP alike. */
export function checkFault(rule: FaultRule): void {
  if (rule.kind !== undefined && !Object.hasOwn(KINDS, rule.kind))
    throw new Error(`"${rule.kind}" is not a kind of fault. There are: ${Object.keys(KINDS).join(', ')}.`);
  for (const name of ['after', 'times', 'retryAfterSeconds', 'delayMs'] as const) notBelowZero(rule[name], name);
  if (rule.seed !== undefined) finite(rule.seed, 'seed');
  share(rule.probability, 'probability');
  if (rule.status !== undefined && !(finite(rule.status, 'status') >= 200 && rule.status <= 599))
    throw new Error('"status" must be an HTTP status from 200 to 599.');
  if (rule.headers !== undefined && !isHeaders(rule.headers)) throw new Error('"headers" must be texts by name.');
}

export function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`"${name}" must be a number.`);
  return value;
}

export function notBelowZero(value: unknown, name: string): void {
  if (value !== undefined && finite(value, name) < 0) throw new Error(`"${name}" must not be below 0.`);
}

export function share(value: unknown, name: string): void {
  if (value === undefined) return;
  const given = finite(value, name);
  if (given < 0 || given > 1) throw new Error(`"${name}" is a share from 0 to 1.`);
}

/** Only what Node lets into a header: a name, and a text of one line. */
function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, text]) => /^[\w-]+$/.test(name) && typeof text === 'string' && /^[\t\x20-\x7e]*$/.test(text),
  );
}
