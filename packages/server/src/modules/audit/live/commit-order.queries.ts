import type { Tx } from '../../../platform/database/database.ts';
import type { OuterRow } from '../../../platform/database/outer-row.ts';
import { auditColumns } from '../audit.queries.ts';
import type { AuditEvent } from '../audit-event.type.ts';
import type { Position } from './position.rules.ts';

/** An event of the log, or none with the horizon alone. */
export type InCommitOrder = OuterRow<AuditEvent & { isSettled: boolean }> & { horizon: string };

/** The oldest transaction that still goes on; everything before it has been committed or rolled back. */
export async function readHorizon(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin');
  return row?.xmin ?? '0';
}

/** At most `limit` events behind a place of the log, in commit order, with the horizon of the moment in each row. */
export const readBehind = (tx: Tx, at: Position, limit: number): Promise<InCommitOrder[]> =>
  tx.query<InCommitOrder>(
    `select h.horizon::text as horizon, e.*
     from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
     left join lateral (
       select ${auditColumns}, e.tx < h.horizon as "isSettled" from audit_event e
       where (e.tx, e.seq) > ($1::xid8, $2::bigint) order by e.tx, e.seq limit $3
     ) e on true
     order by e.tx::xid8, e.seq::bigint`,
    [String(at.tx), String(at.seq), limit],
  );
