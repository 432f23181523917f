import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Page, PageOptions } from '../../../../connectwise/client/connectwise-client.ts';
import type { InvalidRecord, WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import type { ModeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { MatchAnswer } from '../../matching/scoring/match.rules.ts';
import type { EntitySync, RemoteReader } from '../../records/entity-sync.ts';
import type { Lease } from './lease.ts';

/** On whose behalf records are taken in; the same for all pages of a run. */
export interface PullContext {
  workspaceId: Id;
  connectionId: Id;
  remote: RemoteReader;
  /** First pages that a look before the run has read. */
  looked?: { take(entity: string, ask: PageOptions): Page<WireRecord> | undefined };
  /**
   * Of a listing of one kind of record: whether it lists everything, and the newest records that were counted along with those of another page, as
   * `company 8`. They are kept with the run, for a worker that takes over.
   */
  counted?: { entity: PulledEntity; listsAll: boolean; along: Set<string> };
  /** What the run goes by, as it was when the run began. */
  configuration: Configuration;
  capabilities: Pick<ModeCapabilities, 'pullCreate' | 'pullUpdate'>;
  /** Names the options of filters in sentences; without them their IDs stand. */
  lists?: ReferenceLists;
  runId: Id | null;
  /** A person's answers to possible duplicates, by ConnectWise ID. */
  answers?: ReadonlyMap<string, MatchAnswer>;
  /** A person asked for this record: the attempt is written down even when its outcome is the same as before. */
  auditAlways?: boolean;
  /** These records are looked at again although they did not change: the filters, or the mode, did. */
  reevaluate?: boolean;
  /** What ConnectWise keeps below these records is read although their time did not move. */
  looksBelow?: boolean;
  /**
   * Content is compared, whatever ConnectWise's times say, with what was asked for at this time of the database: a link that was synced later is
   * newer than the answer.
   */
  comparedAt?: Date;
  /** Records that ConnectWise had before are skipped, unless they are linked. Undefined where a person asks for a record. */
  newSince?: Date | null;
  /** Of changes made in ConnectWise since then it is told how long they took to get here; older ones came with the first sync. */
  lagSince?: Date | null;
  /** Who asked, for the audit log. */
  actor?: string;
}

/** 1 to 1,000 records of one kind as they came from ConnectWise. */
export interface RemoteBatch {
  sync: EntitySync;
  records: readonly WireRecord[];
  /** IDs of those that no listing brought: they are decided along with the others, and say nothing of how far it is. */
  besides?: ReadonlySet<number>;
  invalid: readonly InvalidRecord[];
  requestId: string | null;
  /** Of a page of a listing: moved to `lastId` in the transaction that writes the page. */
  cursor?: { lease: Lease; lastId: number };
}
