import type { Tx } from '../../../../platform/database/database.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { allowRemovals } from '../../../links/removal-guard.queries.ts';
import { removalsConfirmed } from '../../messages/issue.messages.ts';
import { linkBroken } from '../../messages/pull-description.messages.ts';
import { deletedInConnectWise } from '../../messages/pull-problem.messages.ts';
import { lookAgainAtTaken } from '../../pull/write/outcomes.queries.ts';
import { REMOVAL_HELD } from '../../records/skip-codes.ts';
import { syncOf } from '../../registry.ts';

interface Wave {
  connectionId: Id;
  entity: PulledEntity;
}

/** Breaks the links that a wave of removals held back; those that pushes find follow when they are tried again. */
export async function breakHeldLinks(tx: Tx, audit: AuditLog, actor: Actor, wave: Wave): Promise<void> {
  await allowRemovals(tx, wave);
  const { words } = syncOf(wave.entity);
  const told = deletedInConnectWise(words);
  const broken = await tx.query<{ localId: Id; remoteId: string; name: string | null }>(
    `with held as (
       delete from sync_skip where connection_id = $1 and entity = $2 and code = '${REMOVAL_HELD}' returning remote_id, name),
     broken as (
       update entity_link l set state = 'broken' from held h
       where l.connection_id = $1 and l.entity = $2 and l.remote_id = h.remote_id returning l.local_id, l.remote_id, h.name),
     told as (
       insert into sync_issue (connection_id, entity, direction, code, message, advice, record_name, local_id, remote_id)
       select $1, $2, 'in', 'remote_deleted', $3, $4, name, local_id, remote_id from broken
       on conflict (workspace_id, connection_id, entity, direction, record_key) where state = 'open' do nothing)
     select local_id as "localId", remote_id as "remoteId", name from broken`,
    [wave.connectionId, wave.entity, told.message, told.advice],
  );
  await lookAgainAtTaken(
    tx,
    wave.connectionId,
    wave.entity,
    broken.map(({ localId }) => localId),
  );
  await audit.record(tx, [
    {
      operation: 'check',
      status: 'info',
      code: 'removals_confirmed',
      entity: wave.entity,
      actor: actor.name,
      description: removalsConfirmed(actor.name, broken.length),
    },
    ...broken.map(({ localId, remoteId, name }) => ({
      direction: 'in' as const,
      operation: 'fail' as const,
      status: 'error' as const,
      code: 'remote_deleted',
      entity: wave.entity,
      localId,
      remoteId,
      name,
      actor: actor.name,
      description: linkBroken(words),
    })),
  ]);
}
