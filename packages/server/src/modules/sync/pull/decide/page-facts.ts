import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { Fields, PulledEntity } from '../../records/entity-sync.ts';

/** What was written down about a record that is not linked: an open issue, or that it stays out. */
export interface OpenOutcome {
  remoteId: string;
  issueId: Id | null;
  issueCode: string | null;
  issueMessage: string | null;
  attempts: number;
  skipCode: string | null;
  skipReason: string | null;
}

/** Where a referenced record stands: linked, or why not. */
export interface ReferenceState {
  entity: PulledEntity;
  remoteId: string;
  localId: Id | null;
  skipReason: string | null;
  issueMessage: string | null;
}

export interface LocalRow {
  id: Id;
  fields: Fields;
}

/** A person's answer to a possible duplicate. */
export type MatchAnswer = { kind: 'link'; localId: Id } | { kind: 'create' };

export type LinksByRemoteId = ReadonlyMap<string, EntityLink>;

export const keyOf = (entity: string, remoteId: string): string => `${entity}:${remoteId}`;

/** Code of a record that stays out while a push that may have made it is unfinished; looked at again with every poll. */
export const BEING_PUSHED = 'being_pushed';

/** Code of a record that a filter keeps out, or keeps as it is. */
export const EXCLUDED = 'excluded';

/** Code of a record that the mode kept out, or whose changes it kept out. */
export const BY_MODE = 'mode';
/** Code of a record whose match a person has decided since it was listed; fetched with the next poll. */
export const MATCH_DECIDED = 'match_decided';
