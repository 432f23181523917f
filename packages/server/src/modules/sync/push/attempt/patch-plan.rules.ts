import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { FieldChange } from '../../../audit/diff.ts';

export interface PatchPlan {
  operations: PatchOperation[];
  changes: FieldChange[];
}

/**
 * What must be sent so that `remote` holds `wanted`: only fields that differ, references whole. With `base` (the same fields as both sides last
 * agreed on them) a field that was not edited in the CRM since is left alone, so that ConnectWise keeps its own newer value.
 */
export function planPatch(
  wanted: Readonly<Record<string, unknown>>,
  remote: object,
  base?: Readonly<Record<string, unknown>> | null,
): PatchPlan {
  const plan: PatchPlan = { operations: [], changes: [] };
  for (const [field, value] of Object.entries(wanted)) {
    const current: unknown = Reflect.get(remote, field);
    if (base && sameValue(value, base[field])) continue;
    if (sameValue(value, current)) continue;
    const isCleared = value === undefined || value === null;
    plan.operations.push(isCleared ? { op: 'remove', path: field } : { op: 'replace', path: field, value });
    plan.changes.push({ field, from: shown(current), to: shown(value) });
  }
  return plan;
}

/** Equal as ConnectWise sees it: references by ID, nothing and empty text alike, dates by day where only a day was sent. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  const ids = [idOf(a), idOf(b)];
  if (ids[0] !== undefined || ids[1] !== undefined) return String(ids[0]) === String(ids[1]);
  return a === b;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;

/** References by name where ConnectWise told it. */
function shown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  const told = Object.fromEntries(Object.entries(value));
  return told.name ?? told.identifier ?? told.id ?? value;
}
