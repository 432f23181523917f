import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isWaitingPush } from '../../../links/record-standing.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

export interface WaitingPushRow {
  id: Id;
  entity: EntityType;
  localId: Id;
  name: string | null;
  isRunning: boolean;
  requestedAt: Date;
  attempts: number;
  nextAttemptAt: Date;
  error: string | null;
}

type Described = Pick<EntitySync, 'entity' | 'table' | 'crmSide'>;

/** What waits to go to ConnectWise, the longest-waiting first. `after`: the time in microseconds since 1970, as text, and the ID of the last one. */
export function listWaitingPushes(
  tx: Tx,
  connectionId: Id,
  described: readonly Described[],
  { limit, after }: { limit: number; after: { at: string; id: Id } | null },
): Promise<(WaitingPushRow & { at: string })[]> {
  const ofKind = ({ entity, table, crmSide }: Described) =>
    `select p.id, p.entity, p.local_id as "localId", ${crmSide.name} as name, p.state = 'running' as "isRunning", p.requested_at as "requestedAt",
       p.attempts, p.next_attempt_at as "nextAttemptAt", p.last_error as error
     from push_request p left join ${table.name} t on t.workspace_id = p.workspace_id and t.id = p.local_id
     where p.connection_id = $1 and p.entity = '${entity}' and ${isWaitingPush('p')}`;
  return tx.query(
    `select w.*, (extract(epoch from w."requestedAt") * 1000000)::bigint::text as at from (${described.map(ofKind).join(' union all ')}) w
     where $2::bigint is null or (w."requestedAt", w.id) > (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid)
     order by w."requestedAt", w.id limit ${limit}`,
    [connectionId, after?.at ?? null, after?.id ?? null],
  );
}
