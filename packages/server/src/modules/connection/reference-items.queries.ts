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

/** Stores what was read of these lists; rows that were not among it are marked as gone. Answers the lists that say other things than before. */
export async function storeReferenceItems(
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
  items: readonly NewReferenceItem[],
): Promise<ReferenceKind[]> {
  const [row] = await tx.query<{ changed: ReferenceKind[] }>(
    `with given as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::boolean[], $7::text[]) as g(kind, remote_id, label, position, is_active, flags)
     ), gone as (
       update reference_item r set is_active = false, flags = r.flags || '{"isGone": true}'
       where r.connection_id = $1 and r.kind = any($8::text[]) and not r.flags ? 'isGone'
         and not exists (select from given g where g.kind = r.kind and g.remote_id = r.remote_id)
       returning r.kind
     ), stored as (
     insert into reference_item (connection_id, kind, remote_id, label, position, is_active, flags, seen_at)
     select $1, g.kind, g.remote_id, g.label, g.position, g.is_active, g.flags::jsonb, now() from given g
     on conflict (workspace_id, connection_id, kind, remote_id) do update set
       label = excluded.label, position = excluded.position, is_active = excluded.is_active, flags = excluded.flags, seen_at = excluded.seen_at
     )
     -- As it was before this statement.
     select array(select kind from gone union
       select g.kind from given g left join reference_item r on r.connection_id = $1 and r.kind = g.kind and r.remote_id = g.remote_id
       where (r.label, r.is_active, r.flags) is distinct from (g.label, coalesce(g.is_active, true), g.flags::jsonb)) as changed`,
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
  return row?.changed ?? [];
}

/** Of these lists those that nobody has read within the last minute; from now on somebody does, also where they turn out to be empty or refused. */
export async function takeOldLists(
  tx: Tx,
  connectionId: Id,
  kinds: readonly ReferenceKind[],
): Promise<ReferenceKind[]> {
  const rows = await tx.query<{ kind: ReferenceKind }>(
    `insert into reference_look as l (connection_id, kind) select $1, k from unnest($2::text[]) as k
       where not exists (select from reference_item r where r.connection_id = $1 and r.kind = k and r.seen_at > now() - ${A_WHILE})
       order by k
     on conflict (workspace_id, connection_id, kind) do update set at = now() where l.at <= now() - ${A_WHILE}
     returning kind`,
    [connectionId, kinds],
  );
  return rows.map(({ kind }) => kind);
}

const A_WHILE = `interval '1 minute'`;

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
