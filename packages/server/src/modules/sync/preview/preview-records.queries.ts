import type { EntityType, PreviewOperation } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Session } from '../../../platform/database/session.ts';
import type { Id } from '../../../platform/ids.ts';
import type { FieldChange } from '../../audit/diff.ts';
import { containing, SqlFilter } from '../../crm/sql-filter.ts';
import { nothingHere } from '../messages/preview.messages.ts';
import { registry } from '../registry.ts';
import { type PreviewLease, renewPreview } from './preview.queries.ts';
import { shownOperation } from './preview-operation.queries.ts';

/** One record and what a sync would do with it. */
export interface PreviewRecordRow {
  place: number;
  entity: EntityType;
  remoteId: string;
  /** The CRM record that is there already. */
  localId: Id | null;
  operation: PreviewOperation;
  name: string;
  code: string | null;
  reason: string;
  changes: FieldChange[];
}

export interface PreviewRecordFilter {
  entity?: EntityType | null;
  operation?: PreviewOperation | null;
  search?: string | null;
}

/** A page of them in the order of the sync, from behind `after` on. */
export function listPreviewRecords(
  tx: Tx,
  previewId: Id,
  { entity, operation, search }: PreviewRecordFilter,
  page: { limit: number; after: number | null },
): Promise<PreviewRecordRow[]> {
  const filter = new SqlFilter().and((value) => `r.preview_id = ${value(previewId)}`);
  const pattern = containing(search);
  if (entity) filter.and((value) => `r.entity = ${value(entity)}`);
  if (operation) filter.and((value) => `r.operation = ${value(operation)}`);
  if (pattern) filter.and((value) => `r.search_text like ${value(pattern)}`);
  if (page.after !== null) filter.and((value) => `r.place > ${value(page.after)}`);
  return tx.query<PreviewRecordRow>(
    `select r.place, r.entity, r.remote_id as "remoteId", r.local_id as "localId", r.operation, r.name, r.code, r.reason, r.changes
     from sync_preview_record r ${filter.where} order by r.place limit ${page.limit}`,
    filter.params,
  );
}

/** Records that are written in one transaction, which is then short. */
const AT_ONCE = 2_000;

/** Brings what the shadow's audit log tells of its run into the real tables; one statement for each 2,000 records. */
export async function storeRecords(session: Session, workspaceId: Id, runId: Id, lease: PreviewLease): Promise<void> {
  const last = await session.inWorkspace(workspaceId, async (tx) => {
    for (const sql of prepare) await tx.query(sql);
    const [row] = await tx.query<{ last: string | null }>('select max(seq) as last from audit_event');
    return Number(row?.last ?? 0);
  });
  for (let from = 0; from < last; from += AT_ONCE)
    await session.inWorkspace(workspaceId, async (tx) => {
      await renewPreview(tx, lease);
      await tx.query(records, [lease.previewId, runId, from, AT_ONCE, fieldOrder]);
    });
}

/** The fields of new records in the order of their tables. */
const fieldOrder = [...new Set(registry.flatMap((sync) => sync.table.columns.map((column) => column.field)))];

/** What IDs of the shadow are called: most of them will never be anywhere else. */
const prepare = [
  `create temp table preview_name as
     select id::text as id, name from client union all select id::text, name from product union all select id::text, name from pipeline_stage
     union all select id::text, concat_ws(' ', first_name, last_name) from contact`,
  `create index on preview_name (id)`,
  `create index on pg_temp.audit_event (seq)`,
  `analyze preview_name, pg_temp.audit_event, pg_temp.entity_link`,
];

const nameOf = (id: string): string => `(select n.name from preview_name n where n.id = ${id})`;

/** A value as a person reads it: names for IDs, a sentence for each part of a bundle. */
const told = (value: string): string => `case
  when field ~ 'Id$' then coalesce(to_jsonb(${nameOf(`${value} #>> '{}'`)}), ${value})
  when field = 'bundleLines' and jsonb_typeof(${value}) = 'array' then (
    select jsonb_agg(concat_ws(' × ', part.value ->> 'quantity', coalesce(${nameOf(`part.value ->> 'productId'`)}, part.value ->> 'productId')) order by part.ordinality)
    from jsonb_array_elements(${value}) with ordinality as part)
  else ${value} end`;

/** Why, without the past tense of the audit log (`pull-description.messages.ts`): of a link and an update what stands behind the colon. */
const behindColon = `replace(regexp_replace(description, '^(Linked|Updated): ', ''), ' Updated: ', ' Differs in: ')`;

const reason = `case when shown = 'create' then '${nothingHere()}'
  when description like 'Linked: %' then upper(left(${behindColon}, 1)) || substr(${behindColon}, 2)
  when description like 'Updated: %' then 'Differs in: ' || ${behindColon}
  else description end`;

/** Every attempt of the run, in order; a record that is new tells all that it would hold. */
const records = `
  with event as (
    select e.seq, e.entity, e.remote_id, s.shown, e.name, e.code, e.description, e.local_id,
      case when s.shown = 'create' then (
        select jsonb_agg(jsonb_build_object('field', f.key, 'from', null, 'to', f.value) order by array_position($5::text[], f.key), f.key)
        from entity_link l, jsonb_each(l.base) f
        where l.workspace_id = e.workspace_id and l.connection_id = r.connection_id and l.entity = e.entity and l.local_id = e.local_id
          and f.key not like '$%' and f.value not in ('null', '""', '[]')
      ) else e.changes end as changes
    from audit_event e join sync_run r on r.id = $2 and r.id = e.run_id
    cross join lateral (select ${shownOperation} as shown) s
    where e.seq > $3 and e.seq <= $3 + $4 and s.shown is not null)
  insert into sync_preview_record (preview_id, place, entity, remote_id, local_id, operation, name, code, reason, changes)
  select $1, seq, entity, remote_id, case when shown <> 'create' then local_id end,
    shown, coalesce(name, remote_id), code, ${reason},
    coalesce((
      select jsonb_agg(jsonb_build_object('field', regexp_replace(field, 'Id$', ''), 'from', ${told('c."from"')}, 'to', ${told('c."to"')}) order by c.place)
      from jsonb_array_elements(changes) with ordinality as one(value, place)
      cross join lateral (select value ->> 'field' as field, value -> 'from' as "from", value -> 'to' as "to", place) c
    ), '[]')
  from event`;
