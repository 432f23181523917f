import type { SyncStanding } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { PulledEntity } from './link.ts';
import { standingSql } from './record-standing.ts';

/** How records of the CRM of one kind stand to ConnectWise, as the lists of them are narrowed by it. */
export const standingsOf = (tx: Tx, entity: PulledEntity, ids: readonly Id[]) =>
  tx.query<{ localId: Id; standing: SyncStanding }>(
    `select k.id as "localId", ${standingSql(entity, 'k.id')} as standing from unnest($1::uuid[]) as k(id)`,
    [ids],
  );
