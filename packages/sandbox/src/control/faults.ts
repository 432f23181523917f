import type { FaultKind, FaultRule } from '../http/faults.ts';
import type { ControlRequest } from './control-request.ts';

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
const MATCHING = ['method', 'path', 'after', 'times', 'delayMs', 'probability', 'seed'];
const FAULT = new Set([...MATCHING, 'kind', 'status', 'retryAfterSeconds', 'headers', 'body']);
const STUB = new Set([...MATCHING, 'status', 'headers', 'body']);

export function addFault({ core, body }: ControlRequest): void {
  core.state.faults.add(ruleOf(body, { names: FAULT, what: 'fault rule' }));
}

/** One answer of the caller's own, unless `times` says more. */
export function addStub({ core, body }: ControlRequest): void {
  if (body.body === undefined) throw new Error('A stub needs a "body": any JSON, or a text that is sent as it is.');
  core.state.faults.add({ times: 1, ...ruleOf(body, { names: STUB, what: 'stub' }), kind: 'stub' });
}

export function shownFault(rule: FaultRule): Record<string, unknown> {
  return { ...rule, ...(rule.path instanceof RegExp ? { path: undefined, pathPattern: rule.path.source } : {}) };
}

function ruleOf(
  body: Readonly<Record<string, unknown>>,
  { names, what }: { names: ReadonlySet<string>; what: string },
): FaultRule {
  const { pathPattern, ...rest } = body;
  for (const key of Object.keys(rest)) if (!names.has(key)) throw new Error(`A ${what} has no "${key}".`);
  const rule: FaultRule = { ...(rest as FaultRule) };
  if (rule.kind !== undefined && !(rule.kind in KINDS))
    throw new Error(`"${rule.kind}" is not a kind of fault. There are: ${Object.keys(KINDS).join(', ')}.`);
  for (const name of ['after', 'times', 'retryAfterSeconds', 'delayMs'] as const)
    if (rest[name] !== undefined && !(finite(rest[name], name) >= 0)) throw new Error(`"${name}" must not be below 0.`);
  if (rest.seed !== undefined) finite(rest.seed, 'seed');
  const share = rest.probability === undefined ? 0 : finite(rest.probability, 'probability');
  if (share < 0 || share > 1) throw new Error('"probability" is a share from 0 to 1.');
  if (rest.status !== undefined && !(finite(rest.status, 'status') >= 200 && finite(rest.status, 'status') <= 599))
    throw new Error('"status" must be an HTTP status from 200 to 599.');
  if (rest.headers !== undefined && !isHeaders(rest.headers)) throw new Error('"headers" must be texts by name.');
  if (typeof pathPattern === 'string') rule.path = pattern(pathPattern);
  return rule;
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new Error(`"pathPattern" is not a regular expression: ${text.slice(0, 100)}`);
  }
}

/** Only what Node lets into a header: a name, and a text of one line. */
function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, text]) => /^[\w-]+$/.test(name) && typeof text === 'string' && /^[\t\x20-\x7e]*$/.test(text),
  );
}

export function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`"${name}" must be a number.`);
  return value;
}
