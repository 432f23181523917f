import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ReferenceItemRecord } from './connection.ports.ts';

/** Pick lists by kind, each in ConnectWise's own order. */
export type ReferenceLists = Partial<Record<ReferenceKind, readonly ReferenceItemRecord[]>>;

/** The pick lists of these kinds in one statement; inactive entries included, since old choices point at them. */
export async function readReferenceLists(
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
): Promise<ReferenceLists> {
  const rows = await tx.query<ReferenceItemRecord>(
    `select kind, remote_id as "remoteId", label, position, is_active as "isActive", flags
     from reference_item where connection_id = $1 and kind = any($2::text[])
     order by kind, position nulls last, length(remote_id), remote_id`,
    [connectionId, kinds],
  );
  return Object.groupBy(rows, (row) => row.kind);
}

/** The entry with this ID, active or not. */
export const findReference = (
  rows: readonly ReferenceItemRecord[] | undefined,
  remoteId: string | null | undefined,
): ReferenceItemRecord | undefined => (remoteId ? rows?.find((row) => row.remoteId === remoteId) : undefined);
