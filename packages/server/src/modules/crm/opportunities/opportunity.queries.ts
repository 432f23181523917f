import { opportunityFields } from '@causeway/shared/forms/opportunity';
import type { StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type NestedPage, type Page, type PageRequest, pageByName } from '../keyset-page.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Opportunity } from './opportunity.type.ts';

const shape = {
  columns: `o.id, ${plainColumns('o', opportunityFields)}, o.custom_fields as "customValues", o.won_at as "wonAt", o.lost_at as "lostAt", o.version,
    o.created_at as "createdAt", o.updated_at as "updatedAt"`,
  from: 'opportunity o',
  alias: 'o',
};

export interface OpportunityRequest extends PageRequest {
  search?: string | null;
  stageId?: Id | null;
  kind?: StageKind | null;
  clientId?: Id | null;
}

/** Opportunities by name; `search` looks inside the name. */
export function opportunityPage(tx: Tx, request: OpportunityRequest): Promise<Page<Opportunity>> {
  const { stageId, clientId, kind } = request;
  const filter = new SqlFilter();
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `o.id in (select search_opportunities(${value(pattern)}))`);
  if (stageId) filter.and((value) => (isId(stageId) ? `o.stage_id = ${value(stageId)}::uuid` : 'false'));
  if (clientId) filter.and((value) => (isId(clientId) ? `o.client_id = ${value(clientId)}::uuid` : 'false'));
  if (kind)
    filter.and((value) => `o.stage_id = any(array(select s.id from pipeline_stage s where s.kind = ${value(kind)}))`);
  return pageByName<Opportunity>(tx, shape, filter, request);
}

export const countOpportunities = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function opportunitiesById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Opportunity>> {
  const rows = await tx.query<Opportunity>(`select ${shape.columns} from opportunity o where o.id = any($1::uuid[])`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function opportunityById(tx: Tx, id: Id): Promise<Opportunity | null> {
  if (!isId(id)) return null;
  return (await opportunitiesById(tx, [id])).get(id.toLowerCase()) ?? null;
}

/** The opportunities of each client, the newest first. */
export async function opportunitiesByClient(
  tx: Tx,
  clientIds: readonly Id[],
  { first, after }: NestedPage,
): Promise<Map<Id, Opportunity[]>> {
  const rows = await tx.query<Opportunity>(
    `select ${shape.columns} from unnest($1::uuid[]) c(id) cross join lateral (
       select * from opportunity o where o.client_id = c.id and ($3::uuid is null or o.id < $3) order by o.id desc limit $2
     ) o order by o.id desc`,
    [clientIds, first, after],
  );
  return Map.groupBy(rows, (row) => row.clientId);
}
