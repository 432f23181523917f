import { isSame } from '../../../../platform/is-same.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';

/**
 * What the CRM has and ConnectWise lacks, or has otherwise, once the two were linked by a pull. Nobody edited it since, so it is not sent along: a
 * first sync writes nothing there. It counts as an edit that was held (requirement R19), and a person may send it.
 */
export function keptHere(
  { fields: table }: Pick<EntitySync, 'fields'>,
  { remote, fields, left }: { remote: Fields; fields: Fields; left: readonly FieldChange[] },
): Fields {
  const others = new Set(left.map(({ field }) => field));
  const kept = Object.entries(table).flatMap(([field, entry]) => {
    if (!entry.out.update || entry.derived || others.has(field) || !(field in remote)) return [];
    const [ours, theirs] = [fields[field] ?? null, remote[field] ?? null];
    if (isNothing(ours) || ours === false || isSame(ours, theirs)) return [];
    return entry.direction === 'out_if_empty' && !isNothing(theirs) ? [] : [[field, ours] as const];
  });
  return Object.fromEntries(kept);
}
