import type { EntityType, LinkOrigin, LinkState } from '@causeway/shared/vocabulary';
import type { Id } from '../../platform/ids.ts';

/** What can be linked: the synced pairs, and the parts of a pushed opportunity that need an identity of their own. */
export type LinkedEntity =
  | 'company'
  | 'contact'
  | 'product'
  | 'opportunity'
  | 'tax_code'
  | 'document'
  | 'quote_line'
  | 'note'
  | 'bundle_line';

/** One record on both sides. Unique by local and by remote ID within a connection and entity. */
export interface EntityLink {
  id: Id;
  connectionId: Id;
  entity: LinkedEntity;
  localId: Id;
  /** Text, since ConnectWise's IDs are numbers for most records and identifiers for some; 0 is valid. */
  remoteId: string;
  parentLocalId: Id | null;
  state: LinkState;
  /** Of a link that is kept, or asked about: ConnectWise's record was not there any more. */
  isGoneThere?: boolean;
  origin: LinkOrigin;
  /** ConnectWise's `lastUpdated` of the newest content that was taken in or sent. */
  remoteUpdatedAt: Date | null;
  /** Hash of the fields that this product reads; equal hash means nothing to do. See `remoteState`. */
  remoteHash: string | null;
  /** The synced fields as both sides last agreed on them, in CRM terms: the base of the three-way merge. */
  base: Record<string, unknown> | null;
  syncedAt: Date;
  /** Fields that go another way by the settings now, or stand for another one: the next pull looks at them again, whether the record changed or not. */
  lookAgainAt?: readonly string[] | null;
  /** When its record was found to be gone, of one that is broken. */
  brokenAt?: Date | null;
  /** Who paused it or said that it is never synced; null for all others. */
  hold: LinkHold | null;
}

/** Why nothing passes over a link. */
export interface LinkHold {
  by: string;
  reason: string;
  /** ISO time. */
  at: string;
  /** Its record was gone from ConnectWise already. */
  isBroken?: boolean;
}

/** As what the right of one push to write a record is kept, beside the intents to create. */
export const writingOf = (entity: LinkedEntity): string => `writing_${entity}`;

/** Whether a person keeps everything from passing over a link. */
export const isHeld = ({ state }: Pick<EntityLink, 'state'>): boolean => state === 'paused' || state === 'never';

export interface NewLink {
  connectionId: Id;
  entity: LinkedEntity;
  localId: Id;
  remoteId: string;
  origin: LinkOrigin;
  parentLocalId?: Id | null;
  remoteUpdatedAt?: Date | null;
  remoteHash?: string | null;
  base?: Record<string, unknown> | null;
}

/** What tells whether a ConnectWise record has news. */
export type LinkStanding = Pick<
  EntityLink,
  'localId' | 'remoteId' | 'state' | 'remoteUpdatedAt' | 'remoteHash' | 'lookAgainAt'
>;

/** The records that come in from ConnectWise. */
export type PulledEntity = Extract<EntityType, 'company' | 'contact' | 'product' | 'opportunity'>;

/**
 * Hash of a record that the next pull must look at: it holds changes of theirs beside ours. The old hash would do until somebody there takes both
 * back, and the record looks as it did before.
 */
export const UNREAD = 'unread';

/**
 * Hash of a record that was read within the second of its last change, and of which a list does not tell everything: another change in that second
 * would not move its time, so the next pull reads it whole once more.
 */
export const UNSETTLED = 'unsettled';
