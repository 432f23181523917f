import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { EntityFilters, Exclusion } from '../../../integration/filters/filters.rules.ts';
import { isHeld, type LinkStanding } from '../../../links/link.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { isSeen, type ParsedRecord } from './parsed-record.rules.ts';

/** Whether a linked record needs nothing at all: nothing is newer than what is linked. */
export function isUnchanged(
  sync: EntitySync,
  parsed: ParsedRecord,
  link: LinkStanding,
  filters: EntityFilters,
): boolean {
  if (parsed.record && isGone(sync, parsed.record, filters)) return false;
  if (isHeld(link)) return isSeen(parsed, link);
  return parsed.problem === null && link.state === 'linked' && isSeen(parsed, link);
}

/** Whether ConnectWise says that a record is gone, and nobody asked for such ones. */
export const isGone = (sync: EntitySync, record: WireRecord, filters: EntityFilters): boolean =>
  sync.isDeleted(record) && !filters.takesDeleted;

/** Why changes of a linked record are excluded: only by a rule that an admin chose, since becoming inactive is a change like any other. */
export function linkedExclusion(sync: EntitySync, record: WireRecord, filters: EntityFilters): Exclusion | null {
  const exclusion = filters.chosen.length > 0 ? sync.excluded(record, filters) : null;
  return exclusion?.isChosen ? exclusion : null;
}
