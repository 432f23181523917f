import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { MatchRecord } from '../matching/scoring/match-record.ts';

/** How one kind of record is compared on both sides before the first sync. */
export interface Comparison<R extends WireRecord = WireRecord> {
  /** The properties of ConnectWise's record that are compared. */
  properties: readonly string[];
  /** ConnectWise's record, as far as it is compared. */
  there(record: R): MatchRecord;
  /** SQL that selects the CRM's records in the same words. */
  here: string;
  /** SQL over the CRM's row `t`: the identifier, SKU or e-mail address that a list of records shows. */
  detailHere: string;
  /** The record that it belongs to: only those of one parent can be the same. SQL over its row `t`. */
  parent?: { entity: PulledEntity; idHere: string; nameHere: string };
  /** Adds what other records say of these, on one side. */
  complete?(
    tx: Tx,
    of: { connectionId: Id; side: 'local' | 'remote' },
    records: readonly MatchRecord[],
  ): Promise<MatchRecord[]>;
}
