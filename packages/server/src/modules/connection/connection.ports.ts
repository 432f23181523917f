import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import type { Exchange } from '../../connectwise/client/exchange.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** What other modules may ask about the connection. ConnectionService implements it. */
export interface Connections {
  /** The workspace's account, whatever its state; null before the first connect. */
  active(tx: Tx): Promise<ConnectionRecord | null>;
  /**
   * The same, or AppError `not_connected` with the reason when it is paused or waits for a person (wrong keys and the like).
   * One that is merely unreachable is given: trying again is how it recovers.
   */
  requireUsable(tx: Tx): Promise<ConnectionRecord>;
  byId(tx: Tx, id: Id): Promise<ConnectionRecord | null>;
}

/** Gives clients that share the connection's keys, rate, pool and throttle; each call makes an instance with its own `lastRequestId`. */
export interface ConnectWiseClients {
  clientFor(
    connection: { id: Id; workspaceId: Id },
    options?: { signal?: AbortSignal; onExchange?: (exchange: Exchange) => void },
  ): Promise<ConnectWiseClient>;
  /** One that soon says how it went: for checks that a person waits for. */
  hastyClientFor(connection: { id: Id; workspaceId: Id }): Promise<ConnectWiseClient>;
}

/**
 * Pull and push tell how it went; state, alert and recovery follow from it. Both open their own short transaction, so call them outside of yours.
 * A failure that says nothing about the connection (a 400 for one record) may be reported as well: it is ignored.
 */
export interface ConnectionHealth {
  reportFailure(connection: { id: Id; workspaceId: Id }, error: unknown): Promise<void>;
  reportSuccess(connection: { id: Id; workspaceId: Id }): Promise<void>;
  /** A request was refused that concerns one record alone: a worker looks which right is missing. */
  reportForbidden(connection: { id: Id; workspaceId: Id }): void;
}

/** A row of a pick list as read from ConnectWise. */
export interface ReferenceItemRecord {
  kind: ReferenceKind;
  remoteId: string;
  label: string;
  position: number | null;
  /** False for a row that is inactive in ConnectWise or no longer there; the label stays. */
  isActive: boolean;
  flags: ReferenceFlags;
}

/** What is known about a row besides its name; only the keys that fit the kind are there. */
export interface ReferenceFlags {
  /** No longer in ConnectWise; without it an inactive row was merely deactivated. */
  isGone?: boolean;
  wonFlag?: boolean;
  lostFlag?: boolean;
  closedFlag?: boolean;
  defaultFlag?: boolean;
  sequenceNumber?: number;
  identifier?: string;
  email?: string;
  /** Of a member: A for API members. */
  licenseClass?: string;
  /** Company status that refuses new records. */
  disallowSavingFlag?: boolean;
  /** Percent of a probability; of a stage: its probability's ID is `probabilityId`. */
  probability?: number;
  probabilityId?: string;
  /** Of a subcategory. */
  categoryId?: string;
  /** Of a location: the departments that go with it. Absent when ConnectWise did not tell. */
  departmentIds?: string[];
  emailFlag?: boolean;
  phoneFlag?: boolean;
  faxFlag?: boolean;
  typeXref?: string;
  /** Of a tax code: sum of its levels that apply to products, in percent, as decimal text; and what it cannot express. */
  rate?: string;
  hasCaps?: boolean;
  /** Of a tax code: the same in sentences, and the days (YYYY-MM-DD) between which it is in force. */
  notExpressed?: string[];
  startsOn?: string;
  endsOn?: string;
  startsLater?: boolean;
  /** Of a custom field. */
  screenId?: string;
  podId?: string;
  pod?: string;
  fieldType?: string;
  entryType?: string;
  requiredFlag?: boolean;
  readOnlyFlag?: boolean;
  options?: string[];
}

/** A list as a whole. */
export interface ReferenceListRecord {
  kind: ReferenceKind;
  readAt: Date | null;
  active: number;
  inactive: number;
}

export interface ReferenceData {
  /** Reads all set-up tables from ConnectWise, or those named (no transaction open meanwhile), and stores them. Answers how many rows each kind has, and which kinds were refused by the security role. */
  refresh(
    workspaceId: Id,
    connectionId: Id,
    kinds?: readonly ReferenceKind[],
  ): Promise<{ counts: Partial<Record<ReferenceKind, number>>; refused: ReferenceKind[] }>;
  /** Reads those of these tables that were not read within the last minute. */
  refreshOld(workspaceId: Id, connectionId: Id, kinds: readonly ReferenceKind[]): Promise<void>;
  /** How each list stands, and when it was read. */
  lists(tx: Tx): Promise<ReferenceListRecord[]>;
  /** In the order of `position`, then label; inactive ones too. */
  list(tx: Tx, kind: ReferenceKind): Promise<ReferenceItemRecord[]>;
}

/** How the connection says "the lists were read" without knowing who keeps something by them; `changed` says other things than before. */
export type OnLists = (tx: Tx, connectionId: Id, changed: readonly ReferenceKind[]) => Promise<void>;
