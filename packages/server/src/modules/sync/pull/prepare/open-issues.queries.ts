import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { REMOVAL_HELD } from '../../records/skip-codes.ts';

/** Which of these records have an open issue, or a removal that waits for a person. Both are few: the joins start from them. */
export async function readOpenIssueKeys(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  remoteIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ key: string }>(
    `select i.record_key as key from sync_issue i join unnest($3::text[]) as k(id) on k.id = i.record_key
     where i.connection_id = $1 and i.entity = $2 and i.direction = 'in' and i.state = 'open'
     union all
     select s.remote_id from sync_skip s join unnest($3::text[]) as k(id) on k.id = s.remote_id
     where s.connection_id = $1 and s.entity = $2 and s.code = '${REMOVAL_HELD}'`,
    [connectionId, entity, remoteIds],
  );
  return new Set(rows.map((row) => row.key));
}
