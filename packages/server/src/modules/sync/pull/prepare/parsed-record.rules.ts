import type { InvalidRecord, WireRecord } from '../../../../connectwise/wire/wire.ts';
import { type LinkStanding, UNREAD, UNSETTLED } from '../../../links/link.ts';
import { invalidRecord, mapperFailed } from '../../messages/pull-problem.messages.ts';
import type { Draft, EntitySync } from '../../records/entity-sync.ts';
import { customFieldKey } from '../../records/fields/custom-field.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { hashOf, isUnsettled, lastUpdatedOf } from '../../records/remote-state.rules.ts';

/** A record of a page on its way in: what it says in CRM words, or why it cannot be understood. */
export interface ParsedRecord {
  remoteId: string;
  name: string;
  updatedAt: Date | null;
  record: WireRecord | null;
  draft: Draft | null;
  hash: string | null;
  problem: RecordProblem | null;
  /** More of ConnectWise's data would be needed to tell whether it changed, and was not fetched because its time did not move. */
  isPartial: boolean;
  /** It may have changed again within the second of its time. */
  isUnsettled: boolean;
}

/** Maps a record; whatever its mapper objects to becomes the record's own problem and touches no other. */
export function parseRecord(sync: EntitySync, record: WireRecord, enrichment?: { value: unknown }): ParsedRecord {
  const base = {
    remoteId: String(record.id),
    name: nameOf(sync, record),
    updatedAt: lastUpdatedOf(record),
    record,
    draft: null,
    hash: null,
    problem: null,
    isPartial: false,
    isUnsettled: isUnsettled(sync, record),
  };
  if (sync.needsEnrichment?.(record) && !enrichment) return { ...base, isPartial: true };
  if (enrichment?.value instanceof RecordProblem) return { ...base, problem: enrichment.value };
  try {
    const draft = sync.draft(record, enrichment?.value);
    return { ...base, draft, hash: hashOf(draft) };
  } catch (error) {
    return { ...base, problem: problemOf(error) };
  }
}

/** A record that did not even have the shape of one. */
export const parseInvalid = (sync: EntitySync, invalid: InvalidRecord): ParsedRecord => ({
  remoteId: invalid.id === null ? 'without-id' : String(invalid.id),
  name: `${sync.words.remote} ${invalid.id ?? 'without ID'}`,
  updatedAt: null,
  record: null,
  draft: null,
  hash: null,
  problem: RecordProblem.of('invalid_record', invalidRecord(invalid.reason)),
  isPartial: false,
  isUnsettled: false,
});

/** `seen`: nothing newer than what is linked. Equal times may hide a second write within one second, so only the hash tells those apart. */
export function isSeen(parsed: ParsedRecord, link: LinkStanding): boolean {
  if (link.lookAgainAt) return false;
  if (parsed.hash !== null && parsed.hash === link.remoteHash) return true;
  if (!parsed.updatedAt || !link.remoteUpdatedAt) return false;
  // Its time says nothing of what hangs below it, which a push has seen to be newer.
  const isOpen = link.remoteHash === UNREAD || link.remoteHash === UNSETTLED;
  if (parsed.isPartial && !isOpen) return parsed.updatedAt <= link.remoteUpdatedAt;
  return parsed.updatedAt < link.remoteUpdatedAt;
}

/**
 * Whether a record that is looked at again is as it was seen last, so that the settings alone are the reason. A custom field that is kept in step since
 * then was not read before.
 */
export function isSettingsAlone({ hash, draft }: ParsedRecord, { lookAgainAt, remoteHash }: LinkStanding): boolean {
  if (!lookAgainAt?.length || hash === null || draft === null || remoteHash === null) return false;
  if (hash === remoteHash) return true;
  const before = Object.entries(draft).filter(
    ([field]) => !(field.startsWith(customFieldKey('')) && lookAgainAt.includes(field)),
  );
  return hashOf(Object.fromEntries(before)) === remoteHash;
}

/** Any error of a mapper as a problem of its record. */
export function problemOf(error: unknown): RecordProblem {
  if (error instanceof RecordProblem) return error;
  return RecordProblem.of('internal', mapperFailed(error instanceof Error ? error.message : String(error)));
}

const MAX_SHOWN_NAME = 120;

function nameOf(sync: EntitySync, record: WireRecord): string {
  const name = sync.nameOf(record).trim();
  return name.length > MAX_SHOWN_NAME ? `${name.slice(0, MAX_SHOWN_NAME - 1)}…` : name;
}
