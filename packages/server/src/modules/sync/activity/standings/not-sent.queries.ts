import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { beforeLink, standsUnder } from '../../../links/record-standing.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

export interface NotSentRow {
  id: Id;
  entity: EntityType;
  name: string | null;
  updatedAt: Date;
  /** Whose contact or opportunity it is. */
  clientId: Id | null;
  clientName: string | null;
}

const scope = { connection: '$1', entity: '$2' };

// By the index of links: what is hashed for "not in" does not fit into memory of a large workspace, and is then gone through for each row.
const isNotSent = standsUnder(
  beforeLink('t.id', scope),
  'not_sent',
  'not exists (select from entity_link l where l.connection_id = $1 and l.entity = $2 and l.local_id = t.id)',
);

const isOfClient = (entity: EntityType): boolean => entity === 'contact' || entity === 'opportunity';

/** The records of one kind that the tally counts as not sent: no link, nothing that failed, nothing on its way. The newest first. */
export const listNotSent = (
  tx: Tx,
  connectionId: Id,
  { entity, table, crmSide }: Pick<EntitySync, 'entity' | 'table' | 'crmSide'>,
  { limit, after }: { limit: number; after: Id | null },
): Promise<NotSentRow[]> =>
  tx.query<NotSentRow>(
    `select t.id, $2::text as entity, ${crmSide.name} as name, t.updated_at as "updatedAt",
       ${isOfClient(entity) ? 't.client_id' : 'null::uuid'} as "clientId",
       ${isOfClient(entity) ? '(select c.name from client c where c.id = t.client_id)' : 'null::text'} as "clientName"
     from ${table.name} t
     where ($3::uuid is null or t.id < $3) and ${isNotSent}
     order by t.id desc limit $4`,
    [connectionId, entity, after, limit],
  );

export async function countNotSent(
  tx: Tx,
  connectionId: Id,
  { entity, table }: Pick<EntitySync, 'entity' | 'table'>,
): Promise<number> {
  const rows = await tx.query<{ n: number }>(`select count(*)::int as n from ${table.name} t where ${isNotSent}`, [
    connectionId,
    entity,
  ]);
  return rows[0]?.n ?? 0;
}
