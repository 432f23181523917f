import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** A connection that hears of changes in the CRM. */
export interface Listening {
  connectionId: Id;
  mode: SyncMode;
  pushLost: boolean;
}

/** The connections whose sync has been started, with what of their settings decides about pushes. */
export const readListening = (tx: Tx): Promise<Listening[]> =>
  tx.query<Listening>(
    `select c.id as "connectionId", coalesce(s.configuration ->> 'mode', 'pull_new_push_won') as mode,
       coalesce((s.configuration -> 'options' ->> 'pushLost')::boolean, false) as "pushLost"
     from connection c left join sync_settings s on s.workspace_id = c.workspace_id and s.connection_id = c.id
     where c.sync_started_at is not null`,
  );
