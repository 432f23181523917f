import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import { requestPushes } from '../pull/write/going-out.queries.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { columnSql, columnsOf, differsSql } from '../records/fields/columns.ts';
import { configuredSync, type FieldSettings } from '../records/fields/configured-fields.ts';
import { BY_MODE } from '../records/skip-codes.ts';
import { registry } from '../registry.ts';

/**
 * Notes at the links what was edited here under a mode that sends no edits, field by field with its value, when one takes over that does. What waits to
 * be sent was asked for under a mode that sends it, and is no such edit, nor is what was left for another reason before. What had waited when its
 * mode ended, and was not sent by the one that has ended now, is asked for again.
 */
export async function holdEdits(tx: Tx, connectionId: Id, settings: FieldSettings): Promise<void> {
  await noteEdits(tx, connectionId, settings, { as: '$heldEdits', unlessIn: '$leftBefore', unlessWaiting: true });
  for (const sync of registry) {
    const waited = await readWaited(tx, connectionId, configuredSync(sync, settings));
    await requestPushes(tx, connectionId, sync.entity, waited);
  }
  await tx.query(
    `update entity_link set base = base - '$leftBefore' where connection_id = $1 and jsonb_exists(base, '$leftBefore')`,
    [connectionId],
  );
}

/** Notes what differs when a mode takes over that sends no edits: what is not sent for another reason, or waits still, is not held by the mode. */
export const noteLeft = (tx: Tx, connectionId: Id, settings: FieldSettings): Promise<void> =>
  noteEdits(tx, connectionId, settings, { as: '$leftBefore', unlessIn: '$heldEdits', unlessWaiting: false });

async function noteEdits(
  tx: Tx,
  connectionId: Id,
  settings: FieldSettings,
  { as, unlessIn, unlessWaiting }: { as: string; unlessIn: string; unlessWaiting: boolean },
): Promise<void> {
  for (const sync of registry) {
    const configured = configuredSync(sync, settings);
    await tx.query(
      `update entity_link u set base = k.base from (
         select l.id, l.base || jsonb_build_object($3::text, h.fields) as base
         from entity_link l join ${sync.table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
         cross join lateral (select jsonb_object_agg(f.field, f.here) as fields
           from (values ${editedSql(configured).join(', ')}) as f(field, here, differs)
           where f.differs and jsonb_exists(l.base, f.field)
             and l.base #> array[$4::text, f.field] is distinct from coalesce(f.here, 'null')) h
         where l.connection_id = $1 and l.entity = $2 and l.state <> 'broken' and l.base is not null and t.updated_at > l.created_at
           and h.fields is not null and not ($5::boolean and exists (
             select from push_request r where r.workspace_id = l.workspace_id and r.connection_id = l.connection_id and r.entity = l.entity
               and r.local_id = l.local_id and r.state <> 'done'))) k
       where u.id = k.id`,
      [connectionId, sync.entity, as, unlessIn, unlessWaiting],
    );
  }
}

/** How many linked records have an edit that goes out by itself once the mode sends edits again. */
export async function countWaited(tx: Tx, connectionId: Id, settings: FieldSettings): Promise<number> {
  let count = 0;
  for (const sync of registry) count += (await readWaited(tx, connectionId, configuredSync(sync, settings))).length;
  return count;
}

/** Linked records of which an edit waited to be sent when its mode ended, and stands as it did: the mode that took over ended the push. */
async function readWaited(tx: Tx, connectionId: Id, sync: EntitySync): Promise<Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `select l.local_id as id from entity_link l join ${sync.table.name} t on t.workspace_id = l.workspace_id and t.id = l.local_id
     join push_request r on r.workspace_id = l.workspace_id and r.connection_id = l.connection_id and r.entity = l.entity and r.local_id = l.local_id
       and r.state = 'done' and r.not_sent_code = '${BY_MODE}'
     where l.connection_id = $1 and l.entity = $2 and l.state = 'linked' and jsonb_exists(l.base, '$leftBefore')
       and exists (select from (values ${editedSql(sync).join(', ')}) as f(field, here, differs)
         where f.differs and l.base #> array['$leftBefore', f.field] = coalesce(f.here, 'null'))`,
    [connectionId, sync.entity],
  );
  return rows.map(({ id }) => id);
}

/** Lets all of them go out, or those of some records. */
export const releaseHeldEdits = (tx: Tx, connectionId: Id, of?: { entity: PulledEntity; localIds: readonly Id[] }) =>
  tx.query(
    `update entity_link set base = base - '$heldEdits' where connection_id = $1 and jsonb_exists(base, '$heldEdits')
       ${of ? 'and entity = $2 and local_id = any($3::uuid[])' : ''}`,
    [connectionId, ...(of ? [of.entity, of.localIds] : [])],
  );

/** For each field its name, what the row holds, and whether that is an edit which a push would send. */
const editedSql = ({ fields, table }: EntitySync): string[] => {
  const columns = columnsOf(fields).flatMap((column): string[] => {
    const { [column.field]: entry } = fields;
    const differs = entry ? differsSql({ [column.field]: entry }) : '';
    return differs ? [`('${column.field}', to_jsonb(${columnSql(column)}), (${differs}))`] : [];
  });
  const lists = Object.entries(table.lists ?? {}).map(
    ([field, sql]) => `('${field}', to_jsonb(${sql}), to_jsonb(${sql}) is distinct from l.base -> '${field}')`,
  );
  return [...columns, ...lists];
};
