import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** Where the push of a record stands. `partial`: some of it is in ConnectWise, the rest failed and waits. */
export interface PushStatusRow {
  localId: Id;
  state: 'pending' | 'running' | 'done' | 'parked' | 'partial';
  step: string | null;
  attempts: number;
  nextAttemptAt: Date | null;
  errorCode: string | null;
  error: string | null;
  updatedAt: Date;
}

/** The pushes of these opportunities, in one statement; the ones that were never asked for are missing. */
export async function readPushStatuses(tx: Tx, opportunityIds: readonly Id[]): Promise<Map<Id, PushStatusRow>> {
  const rows = await tx.query<PushStatusRow>(
    `select p.local_id as "localId", p.step, p.attempts, p.last_code as "errorCode", p.last_error as error, p.updated_at as "updatedAt",
       case when p.state = 'pending' then p.next_attempt_at end as "nextAttemptAt",
       case when p.state in ('pending', 'parked') and p.last_error is not null and exists (
         select from push_step s where s.request_id = p.id and s.step = 'opportunity' and s.state = 'done'
       ) then 'partial' else p.state end as state
     from connection c cross join unnest($1::uuid[]) as k(id)
     join push_request p on p.workspace_id = c.workspace_id and p.connection_id = c.id and p.entity = 'opportunity' and p.local_id = k.id`,
    [opportunityIds],
  );
  return new Map(rows.map((row) => [row.localId, row]));
}
