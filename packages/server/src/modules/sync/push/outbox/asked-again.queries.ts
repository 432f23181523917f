import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** A record that a person has sent or fetched once more. */
export interface AskedAgain {
  connectionId: Id;
  entity: EntityType;
  direction: Direction;
  localId: Id | null;
  remoteId: string | null;
  name: string | null;
}

/** The open issue of the record keeps who asked for the retry, until that fails or ends it. */
export const markAsked = (
  tx: Tx,
  { connectionId, entity, direction, remoteId, localId }: Omit<AskedAgain, 'name'>,
  by: string,
) =>
  tx.query(
    `update sync_issue set detail = detail || jsonb_build_object('retriedBy', $6::text)
     where connection_id = $1 and entity = $2 and direction = $3 and record_key = coalesce($4, 'local:' || $5) and state = 'open'`,
    [connectionId, entity, direction, remoteId, localId, by],
  );

/** A retry that left the issue open has cured nothing: whoever ends it later is not who asked for that. */
export const forgetAsked = (tx: Tx, issueId: Id) =>
  tx.query(`update sync_issue set detail = detail - 'retriedBy' where id = $1 and state = 'open'`, [issueId]);
