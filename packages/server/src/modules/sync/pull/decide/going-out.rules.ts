import { isSame } from '../../../../platform/is-same.ts';
import { isAgreedThere } from '../../conflicts/base.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import { keepsValueThere } from '../../records/fields/directed-fields.ts';
import type { Decision } from './decision.ts';
import type { LocalRow } from './local-rows.queries.ts';

/** What of a merged record is to be sent although nobody edited it here: the settings changed, or what it had to stand with has come in. */

/**
 * Fields that go another way since the settings were changed, and in which the CRM's value is the one that counts and differs there: it is sent at
 * once. Any other difference waits for the next edit, as ever.
 */
export function withGoingOut(
  { fields: table, mapped }: EntitySync,
  read: Fields,
  local: LocalRow,
  decision: Extract<Decision, { kind: 'update' | 'seen' }>,
): Decision {
  const { link } = decision;
  const { base, lookAgainAt } = link;
  if (!lookAgainAt || !base) return decision;
  const stands = decision.kind === 'update' ? decision.fields : local.fields;
  const isAsked = (field: string) =>
    decision.kind === 'update' && decision.conflicts.some((one) => one.field === field && one.kept === 'ask');
  const [goingOut, keptThere]: [string[], string[]] = [[], []];
  for (const field of lookAgainAt.filter((one) => !mapped?.fields.includes(one))) {
    const entry = table[field];
    if (!entry?.out.update || entry.derived || !(field in read) || isAsked(field)) continue;
    const [ours, theirs] = [stands[field] ?? null, read[field] ?? null];
    if (keepsValueThere(entry, { base, ours, theirs }, field)) keptThere.push(field);
    else if (isSame(ours, theirs) || (isNothing(ours) && entry.out.clear !== 'remove')) continue;
    else if (field in base && isSame(ours, base[field]) && isAgreedThere(base, field, theirs)) continue;
    else if (entry.direction !== 'out_if_empty' || isNothing(theirs)) goingOut.push(field);
  }
  return {
    ...decision,
    ...(goingOut.length > 0 ? { goingOut } : {}),
    ...(keptThere.length > 0 ? { keptThere } : {}),
  };
}

/** An extension without a number has nothing to stand with in ConnectWise: it goes out as soon as a number comes in. */
export function withFreed({ fields: table }: EntitySync, read: Fields, decision: Decision): Decision {
  if (decision.kind !== 'update') return decision;
  const { changes, conflicts, fields, goingOut = [] } = decision;
  const freed = Object.entries(table).flatMap(([field, { place, out }]) => {
    if (place.kind !== 'item' || place.part !== 'extension' || !out.update) return [];
    const isOurs = !isNothing(fields[field]) && !isSame(fields[field], read[field] ?? null);
    const isAsked = conflicts.some((one) => one.field === field && one.kept === 'ask');
    const hasCome = changes.some(({ field: number, from, to }) => {
      const there = table[number]?.place;
      return there?.kind === 'item' && there.role === place.role && isNothing(from) && !isNothing(to);
    });
    return isOurs && hasCome && !isAsked ? [field] : [];
  });
  return freed.length > 0 ? { ...decision, goingOut: [...goingOut, ...freed] } : decision;
}
