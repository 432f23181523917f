import type { InvalidRecord, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { LinkStanding } from '../../../links/link.ts';
import { invalidRecord, mapperFailed } from '../../messages/pull-problem.messages.ts';
import type { Draft, EntitySync } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { hashOf, lastUpdatedOf } from '../../records/remote-state.rules.ts';

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
});

/** `seen`: nothing newer than what is linked. Equal times may hide a second write within one second, so only the hash tells those apart. */
export function isSeen(parsed: ParsedRecord, link: LinkStanding): boolean {
  if (parsed.hash !== null && parsed.hash === link.remoteHash) return true;
  if (!parsed.updatedAt || !link.remoteUpdatedAt) return false;
  if (parsed.isPartial) return parsed.updatedAt <= link.remoteUpdatedAt;
  return parsed.updatedAt < link.remoteUpdatedAt;
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
