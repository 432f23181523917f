import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { failingRecords, pendingRecords } from '../../../links/record-standing.ts';
import type { EntitySync } from '../../records/entity-sync.ts';

export interface NotSentRow {
  id: Id;
  entity: EntityType;
  name: string | null;
  updatedAt: Date;
}

const scope = { connection: '$1', entity: '$2' };

/** The records of one kind that the tally counts as not sent: no link, nothing that failed, nothing on its way. The newest first. */
export const listNotSent = (
  tx: Tx,
  connectionId: Id,
  { entity, table, crmSide }: Pick<EntitySync, 'entity' | 'table' | 'crmSide'>,
  { limit, after }: { limit: number; after: Id | null },
): Promise<NotSentRow[]> =>
  tx.query<NotSentRow>(
    `select t.id, $2::text as entity, ${crmSide.name} as name, t.updated_at as "updatedAt" from ${table.name} t
     where ($3::uuid is null or t.id < $3) and t.id not in (select local_id from entity_link where connection_id = $1 and entity = $2)
       and t.id not in ${failingRecords(scope)} and t.id not in ${pendingRecords(scope)}
     order by t.id desc limit $4`,
    [connectionId, entity, after, limit],
  );
