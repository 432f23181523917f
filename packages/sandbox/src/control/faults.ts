import type { FaultRule } from '../http/fault-rule.ts';
import type { ControlRequest } from './control-request.ts';

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
