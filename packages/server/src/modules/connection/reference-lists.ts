import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ReferenceItemRecord } from './connection.ports.ts';
import { readReferenceItems } from './reference-items.queries.ts';

/** Pick lists by kind, each in ConnectWise's own order. */
export type ReferenceLists = Partial<Record<ReferenceKind, readonly ReferenceItemRecord[]>>;

/** The pick lists of these kinds in one statement; inactive entries included, since old choices point at them. */
export async function readReferenceLists(
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
): Promise<ReferenceLists> {
  const rows = await readReferenceItems(tx, connectionId, kinds);
  return Object.groupBy(rows, (row) => row.kind);
}

/** The entry with this ID, active or not. */
export const findReference = (
  rows: readonly ReferenceItemRecord[] | undefined,
  remoteId: string | null | undefined,
): ReferenceItemRecord | undefined => (remoteId ? rows?.find((row) => row.remoteId === remoteId) : undefined);

/** The ID of ConnectWise in a value: as a reference, or alone. */
export function remoteIdIn(value: unknown): string | null {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : value;
  return typeof id === 'number' || (typeof id === 'string' && /^\d+$/.test(id)) ? String(id) : null;
}
