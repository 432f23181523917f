import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { LeftOut } from './left-out.rules.ts';

/**
 * Where the push of a record stands. `partial`: some of it is in ConnectWise, the rest failed and waits. `skipped`: nothing was sent, and the error
 * says why: somebody holds the record, or the mode or a filter keeps it here.
 */
export interface PushStatusRow {
  localId: Id;
  connectionId: Id;
  state: 'pending' | 'running' | 'done' | 'parked' | 'partial' | 'skipped';
  step: string | null;
  attempts: number;
  nextAttemptAt: Date | null;
  errorCode: string | null;
  error: string | null;
  /** What its last push left out. */
  leftOut: LeftOut[];
  updatedAt: Date;
}

/** The pushes of these opportunities, in one statement; the ones that were never asked for are missing. */
export async function readPushStatuses(tx: Tx, opportunityIds: readonly Id[]): Promise<Map<Id, PushStatusRow>> {
  const rows = await tx.query<PushStatusRow>(
    `select p.local_id as "localId", p.connection_id as "connectionId", p.left_out as "leftOut", p.step, p.attempts, case when p.state = 'done' then p.not_sent_code else p.last_code end as "errorCode",
       case when p.state = 'done' then p.not_sent_reason else p.last_error end as error, p.updated_at as "updatedAt",
       case when p.state = 'pending' then p.next_attempt_at end as "nextAttemptAt",
       case when p.state = 'done' and p.not_sent_code is not null then 'skipped' when p.state in ('pending', 'parked') and p.last_error is not null and coalesce(p.last_code not in ('link_broken', 'link_kept'), true) and exists (
         select from push_step s where s.request_id = p.id and s.step = 'opportunity' and s.state = 'done'
       ) then 'partial' else p.state end as state
     from connection c cross join unnest($1::uuid[]) as k(id)
     join push_request p on p.workspace_id = c.workspace_id and p.connection_id = c.id and p.entity = 'opportunity' and p.local_id = k.id`,
    [opportunityIds],
  );
  return new Map(rows.map((row) => [row.localId, row]));
}
