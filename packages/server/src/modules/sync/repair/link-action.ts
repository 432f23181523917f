import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../platform/ids.ts';
import type { EntityLink, LinkHold, PulledEntity } from '../../links/link.ts';
import type { PushReason } from '../push/outbox/push-request.ts';
import type { Fields } from '../records/entity-sync.ts';
import type { ComparedField, FieldChoice } from './link-values.rules.ts';

export const linkActionKinds = [
  'unlink',
  'relink',
  'pause',
  'resume',
  'never_sync',
  'allow_sync',
  'recreate_there',
  'recreate_here',
] as const;
/** What a person can do about the link of a record. */
export type LinkActionKind = (typeof linkActionKinds)[number];

/** What keeps an action from being undone, as far as a list can tell. */
export const undoBlocks = ['later_change', 'link_changed'] as const;
export type UndoBlock = (typeof undoBlocks)[number];

export const takenWays = ['take_over', 'merge'] as const;
/**
 * What becomes of the CRM record that is linked to the chosen record of ConnectWise: its link goes to the other one (`take_over`), or the other one
 * is merged into it, as ConnectWise has done with theirs (`merge`).
 */
export type TakenWay = (typeof takenWays)[number];

/** What a person asks for. A record is named by its ID here; one that only ConnectWise has, by its ID there. */
export interface LinkActionRequest {
  kind: LinkActionKind;
  entity: PulledEntity;
  localId: Id | null;
  remoteId: string | null;
  reason: string | null;
  /** Whose values stand; null for the owner of such records. */
  winner: Owner | null;
  fields: readonly FieldChoice[];
  ifTaken: TakenWay | null;
}

/** The record that an action is about, as it stands. */
export interface LinkSubject {
  entity: PulledEntity;
  localId: Id;
  /** Null when it is not in the CRM any more. */
  local: Fields | null;
  name: string;
  link: EntityLink | null;
  /** Of a record without a link. */
  never: LinkHold | null;
  /** ConnectWise does not have the record of its link any more, whether that was noticed or not. */
  isGoneThere: boolean;
}

/** What an action will do, before it does it. */
export interface LinkActionPlan {
  /** Whole sentences, the most important first. */
  effects: string[];
  /** What a person should know besides. */
  warnings: string[];
  /** Both records side by side, where values are at stake. */
  compared: ComparedField[];
  /** Another record of the CRM that is linked to the chosen one of ConnectWise. */
  taken: { localId: Id; name: string; canMerge: boolean } | null;
  /** Name of the record of ConnectWise. */
  remoteName: string | null;
}

/** Records that a merge moved from one client to another, or from one contact. */
export interface MovedRecords {
  /** The field by which they name it; not of actions from before contacts were merged. */
  field?: 'clientId' | 'contactId';
  contacts: readonly { id: Id; isPrimary: boolean }[];
  opportunities: readonly Id[];
  fromClientId: Id;
  /** Not of actions from before it was kept. */
  toClientId?: Id;
}

/** A push that waits for a link, its own or that of a record that it needs, with the issue that tells of it. */
export interface PushOfLink {
  /** Null where a person has dismissed it. */
  issueId: Id | null;
  connectionId: Id;
  entity: PulledEntity;
  localId: Id;
  name: string | null;
  /** What it was asked for; `retry` where that is not known. */
  reason: PushReason;
}

/** A record that was sent to another company; `waited`: for what a push of it waited before. */
export interface LeftChild {
  entity: 'contact' | 'opportunity';
  localId: Id;
  linkId: Id;
  waited?: PushReason;
}

/** What undoing needs of how things stood. */
export interface Before {
  links: readonly EntityLink[];
  local?: Fields | null;
  remote?: Fields | null;
  never?: LinkHold | null;
  /** Records that went to another client. */
  moved?: MovedRecords;
  /** Records that ConnectWise had left at the company that is gone, and that were sent to the one that is linked now. */
  left?: readonly LeftChild[];
  /** The primary contacts of the clients that the action is about. */
  primaries?: readonly { id: Id; clientId: Id }[];
  /** Issues that the action closed. */
  issues?: readonly Id[];
  /** Pushes that the action let go on. */
  waiting?: readonly PushOfLink[];
  /** A pair that the action keeps apart. */
  apart?: string;
}

/** How things must still stand for an action to be undone. */
export interface After {
  remoteId: string | null;
  state: EntityLink['state'] | null;
  local?: Readonly<Record<string, unknown>>;
  remote?: Readonly<Record<string, unknown>>;
}

export interface LinkAction {
  id: Id;
  connectionId: Id;
  kind: LinkActionKind;
  entity: PulledEntity;
  localId: Id;
  remoteId: string | null;
  name: string;
  reason: string | null;
  by: string;
  at: Date;
  description: string;
  before: Before;
  after: After;
  undoneAt: Date | null;
  undoneBy: string | null;
}
