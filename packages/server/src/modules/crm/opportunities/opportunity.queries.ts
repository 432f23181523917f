import { opportunityFields } from '@causeway/shared/forms/opportunity';
import type { Tx } from '../../../platform/database/database.ts';
import { columnsFor, type MadeOf } from '../../../platform/graphql/selection.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { hasNextStepSql } from '../activities/activity.queries.ts';
import { clientAlong, clientFromJson } from '../clients/client.queries.ts';
import {
  countOf,
  type NestedPage,
  nestedId,
  type OrderColumn,
  type Page,
  pageInOrder,
  refuseForeign,
} from '../keyset-page.queries.ts';
import { narrowToIds, type StandsSql } from '../listed-records.ts';
import { stageAlong } from '../pipeline/pipeline.queries.ts';
import { plainExpressions, selectList } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Opportunity, ReadLinkAlong } from './opportunity.type.ts';
import type { OpportunityNarrowing, OpportunityOrder, OpportunityRequest } from './opportunity-request.ts';
import { pageByValue } from './ordered-opportunities.queries.ts';

const columns = {
  id: 'o.id',
  ...plainExpressions('o', opportunityFields),
  customValues: 'o.custom_fields',
  wonAt: 'o.won_at',
  lostAt: 'o.lost_at',
  version: 'o.version',
  createdAt: 'o.created_at',
  updatedAt: 'o.updated_at',
};

const shape = { columns: selectList(columns), from: 'opportunity o', alias: 'o' };

const plain: ReadonlySet<string> = new Set(Object.keys(columns));
/** Other records are read along where they are asked for. */
const madeOf: MadeOf = { customFields: ['customValues'], client: [], stage: [], link: [], cursor: [] };

/** Only a value is no column: it is made of quotes. */
const orders: Readonly<Record<Exclude<OpportunityOrder, 'name' | 'value'>, OrderColumn>> = {
  client: {
    sql: 'n.name_key',
    type: 'text',
    join: 'join client n on n.workspace_id = o.workspace_id and n.id = o.client_id',
  },
  stage: {
    sql: 'g.position',
    type: 'numeric',
    join: 'join pipeline_stage g on g.workspace_id = o.workspace_id and g.id = o.stage_id',
  },
  owner: {
    sql: `nullif(lower(w.name), '')`,
    type: 'text',
    isNullable: true,
    join: 'left join app_user w on w.id = o.owner_id',
  },
  close_date: { sql: 'o.expected_close_date::text', type: 'text', isNullable: true },
};

/** What the rows are asked for of other records, and what is therefore read in the same statement. */
export interface Along {
  /** All that is asked of them. */
  asked: ReadonlySet<string>;
  /** What of it; null when nobody asks for it. */
  client: ReadonlySet<string> | null;
  stage: boolean;
  /** Null when nobody asks for it. */
  link: ReadLinkAlong | null;
}

/** Opportunities by name unless said; `search` looks inside the name. */
export async function opportunityPage(
  tx: Tx,
  request: OpportunityRequest,
  along: Along,
  stands: StandsSql,
): Promise<Page<Opportunity>> {
  const filter = opportunityFilter(request, stands);
  const { orderBy } = request;
  if (orderBy === 'value') return pageByValue(tx, filter, request, opportunitiesById);
  const { asked } = along;
  const unread = {
    ...(asked.has('notes') ? {} : { notes: 'null::text' }),
    ...(asked.has('customFields') ? {} : { customValues: `'{}'::jsonb` }),
  };
  const read = [
    selectList({ ...columns, ...unread }, columnsFor(asked, plain, madeOf)),
    ...(along.client ? [`${clientAlong('o.client_id', along.client)} as client`] : []),
    ...(along.stage ? [`${stageAlong('o.stage_id')} as stage`] : []),
    ...(along.link ? [`${along.link('o.id')} as link`] : []),
  ].join(', ');
  const page = await pageInOrder<Opportunity, keyof typeof orders>(
    tx,
    { ...shape, columns: read },
    filter,
    { ...request, orderBy },
    orders,
  );
  for (const row of page.items) if (row.client) row.client = clientFromJson(row.client);
  return page;
}

/** What narrows a list of opportunities, as a condition over `opportunity o`. */
export function opportunityFilter(request: OpportunityNarrowing, stands: StandsSql): SqlFilter {
  const { ids, stageId, clientId, ownerId, kind, hasNextStep, standing, closesFrom, closesTo } = request;
  const filter = new SqlFilter();
  narrowToIds(filter, 'o.id', ids);
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `o.id in (select search_opportunities(${value(pattern)}))`);
  if (stageId) filter.and((value) => `o.stage_id = ${value(stageId)}::uuid`);
  if (clientId) filter.and((value) => `o.client_id = ${value(clientId)}::uuid`);
  if (ownerId) filter.and((value) => `o.owner_id = ${value(ownerId)}::uuid`);
  if (kind)
    filter.and((value) => `o.stage_id = any(array(select s.id from pipeline_stage s where s.kind = ${value(kind)}))`);
  if (standing) filter.and(() => stands('opportunity', 'o.id', standing));
  if (hasNextStep != null) filter.and(() => hasNextStepSql(hasNextStep));
  if (closesFrom) filter.and((value) => `o.expected_close_date >= ${value(closesFrom)}::date`);
  if (closesTo) filter.and((value) => `o.expected_close_date <= ${value(closesTo)}::date`);
  return filter;
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
  page: NestedPage,
): Promise<Map<Id, Opportunity[]>> {
  const after = nestedId(page);
  if (after) refuseForeign(clientIds, (await opportunitiesById(tx, [after])).get(after.toLowerCase())?.clientId);
  const rows = await tx.query<Opportunity>(
    `select ${shape.columns} from unnest($1::uuid[]) c(id) cross join lateral (
       select * from opportunity o where o.client_id = c.id and ($3::uuid is null or o.id < $3) order by o.id desc limit $2
     ) o order by o.id desc`,
    [clientIds, page.first, after],
  );
  return Map.groupBy(rows, (row) => row.clientId);
}
