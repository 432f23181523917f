import { isSame } from '../../../../platform/is-same.ts';
import type { Fields } from '../../records/entity-sync.ts';
import type { Sent } from '../outbox/sending.ts';
import { planPatch } from './patch-plan.rules.ts';
import type { UpdatePlan } from './update-plan.rules.ts';

/** What a plan is about to leave there; null when it is nothing that the log would tell. */
export function sentBy(
  { operations, changes, associations }: Pick<UpdatePlan, 'operations' | 'changes' | 'associations'>,
  local: Fields,
  there: Fields | null,
): Sent | null {
  const lists = associations.map((field) => ({ field, from: there?.[field] ?? null, to: local[field] ?? null }));
  const all = [...changes, ...lists];
  if (all.length === 0) return null;
  const isNamed = (name: string) => all.some(({ field }) => field === name);
  const properties = operations.filter(({ path }) => isNamed(path) && !(path in local));
  return {
    fields: Object.fromEntries(Object.entries(local).filter(([field]) => isNamed(field))),
    properties: Object.fromEntries(properties.map(({ path, value }) => [path, value ?? null])),
    changes: all,
  };
}

/**
 * As much of it as ConnectWise has now; null when that is nothing. `again`: what an attempt with the same values would plan, since ConnectWise may
 * hold them in its own form.
 */
export function arrivedOf(
  { fields, properties, changes }: Sent,
  {
    there,
    record,
    again,
  }: { there: Fields | null; record: object; again: Pick<UpdatePlan, 'sent' | 'changes'> | null },
): Sent | null {
  const isInOwnForm = (field: string) =>
    again?.sent.includes(field) === true && !again.changes.some((change) => change.field === field);
  const isThere = (field: string): boolean => {
    if (field in fields) return isSame(there?.[field], fields[field]) || isInOwnForm(field);
    return field in properties && planPatch({ [field]: properties[field] }, record).operations.length === 0;
  };
  const arrived = changes.filter(({ field }) => isThere(field));
  if (arrived.length === 0) return null;
  const only = <V>(all: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => arrived.some(({ field }) => field === name)));
  return { fields: only(fields), properties: only(properties), changes: arrived };
}
