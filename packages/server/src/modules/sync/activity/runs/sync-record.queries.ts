import type { Tx } from '../../../../platform/database/database.ts';
import type { PulledEntity } from '../../../links/link.ts';

/** Where the audit log stands. */
export async function newestEvent(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ seq: string }>(`select coalesce(max(seq), 0)::text as seq from audit_event`);
  return row?.seq ?? '0';
}

/** What was written of a record since then: its last word on what became of it, remarks aside. */
export async function lastEventOf(
  tx: Tx,
  { entity, remoteId, after }: { entity: PulledEntity; remoteId: string; after: string },
): Promise<string | null> {
  const [row] = await tx.query<{ description: string }>(
    `select description from audit_event where entity = $1 and remote_id = $2 and seq > $3 and direction = 'in'
     order by (operation = 'check'), seq desc limit 1`,
    [entity, remoteId, after],
  );
  return row?.description ?? null;
}
