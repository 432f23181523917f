import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ReferenceItemRecord, ReferenceListRecord } from './connection.ports.ts';
import type { ReferenceRow } from './reference-tables.ts';

/** A row of a list of ConnectWise as it is stored. */
export interface NewReferenceItem extends ReferenceRow {
  kind: ReferenceKind;
  remoteId: string;
}

/** Stores what was read of these lists; rows that were not among it are marked as gone. */
export async function storeReferenceItems(
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
  items: readonly NewReferenceItem[],
): Promise<void> {
  await tx.query(
    `with given as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[], $7::text[]) as g(kind, remote_id, label, position, is_active, flags)
     ), gone as (
       update reference_item r set is_active = false, flags = r.flags || '{"isGone": true}'
       where r.connection_id = $1 and r.kind = any($8::text[]) and not r.flags ? 'isGone'
         and not exists (select from given g where g.kind = r.kind and g.remote_id = r.remote_id)
     )
     insert into reference_item (connection_id, kind, remote_id, label, position, is_active, flags, seen_at)
     select $1, g.kind, g.remote_id, g.label, g.position, g.is_active, g.flags::jsonb, now() from given g
     on conflict (workspace_id, connection_id, kind, remote_id) do update set
       label = excluded.label, position = excluded.position, is_active = excluded.is_active, flags = excluded.flags, seen_at = excluded.seen_at`,
    [
      connectionId,
      items.map((i) => i.kind),
      items.map((i) => i.remoteId),
      items.map((i) => storable(i.label)),
      items.map((i) => (i.position == null ? null : Math.round(i.position))),
      items.map((i) => i.isActive ?? true),
      items.map((i) => storable(JSON.stringify(i.flags ?? {}))),
      kinds,
    ],
  );
}

/** PostgreSQL stores no NUL, neither as a character nor escaped in JSON. */
const storable = (text: string): string => text.replaceAll('\u0000', '').replaceAll('\\u0000', '');

/** How each list stands that was ever read. */
export const summarizeReferenceLists = (tx: Tx, connectionId: Id): Promise<ReferenceListRecord[]> =>
  tx.query<ReferenceListRecord>(
    `select kind, max(seen_at) as "readAt", count(*) filter (where is_active)::int as active,
       count(*) filter (where not is_active)::int as inactive
     from reference_item where connection_id = $1 group by kind`,
    [connectionId],
  );

/** One list in ConnectWise's own order, then by name. */
export const readReferenceList = (tx: Tx, connectionId: Id, kind: ReferenceKind): Promise<ReferenceItemRecord[]> =>
  tx.query<ReferenceItemRecord>(
    `select kind, remote_id as "remoteId", label, position, is_active as "isActive", flags from reference_item
     where connection_id = $1 and kind = $2 order by position nulls last, lower(label), length(remote_id), remote_id`,
    [connectionId, kind],
  );

/** The rows of these lists in one statement, each list in ConnectWise's own order; inactive ones included. */
export const readReferenceItems = (
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
): Promise<ReferenceItemRecord[]> =>
  tx.query<ReferenceItemRecord>(
    `select kind, remote_id as "remoteId", label, position, is_active as "isActive", flags
     from reference_item where connection_id = $1 and kind = any($2::text[])
     order by kind, position nulls last, length(remote_id), remote_id`,
    [connectionId, kinds],
  );
