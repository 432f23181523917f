import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { containing, SqlFilter } from '../../../crm/sql-filter.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { isQuestion } from '../scoring/match-buckets.queries.ts';
import { comparedSync } from './compared-records.ts';

export const unmatchedLists = [
  'only_local',
  'only_remote',
  'held_remote',
  'excluded_local',
  'excluded_remote',
] as const;
/** Records without a link and without a pair that waits: of one side, and of those the ones that the sync did not take in, or that a filter excludes. */
export type UnmatchedList = (typeof unmatchedLists)[number];

export interface UnmatchedRow {
  /** Of the CRM or of ConnectWise, by the list. */
  recordId: string;
  name: string;
  nameKey: string;
  /** Company ID, SKU, e-mail. */
  detail: string | null;
  /** Of what belongs to another record: that one's. */
  parentName: string | null;
  rule: string | null;
  reason: string | null;
  /** The open issue that keeps it from coming in. */
  issueId: Id | null;
}

export interface UnmatchedFilter {
  entity: PulledEntity;
  list: UnmatchedList;
  threshold: number;
  search: string | null;
}

/** Where a page ended. */
export type UnmatchedPosition = readonly [nameKey: string, recordId: string];

export type UnmatchedCounts = Record<
  'links' | 'onlyLocal' | 'onlyRemote' | 'heldRemote' | 'excludedLocal' | 'excludedRemote',
  number
>;

type Value = (parameter: unknown) => string;

interface Source {
  side: 'local' | 'remote';
  from: string;
  id: string;
  /** The type of the ID in its table. */
  idType: 'uuid' | 'text';
  columns: { name: string; detail: string; parentName: string };
}

const sourceOf = (entity: PulledEntity, side: Source['side']): Source => {
  const { table, crmSide, comparison, matching } = comparedSync(entity);
  const { detailHere, parent } = comparison;
  return side === 'local'
    ? {
        side,
        id: 't.id',
        idType: 'uuid',
        from: `${table.name} t`,
        columns: { name: crmSide.name, detail: detailHere, parentName: parent?.nameHere ?? 'null' },
      }
    : {
        side,
        id: 't.remote_id',
        idType: 'text',
        from: 'match_record t',
        columns: {
          name: 't.name',
          detail: `t.facts ->> '${matching.strong.attribute}'`,
          parentName: `t.facts ->> 'withinName'`,
        },
      };
};

/** Each record is in one list of its side. */
const listed = {
  only: 'o.rule is null and h.reason is null',
  held: 'o.rule is null and h.reason is not null',
  excluded: 'o.rule is not null',
};
const listedIn: Record<UnmatchedList, string> = {
  only_local: listed.only,
  only_remote: listed.only,
  held_remote: listed.held,
  excluded_local: listed.excluded,
  excluded_remote: listed.excluded,
};

const sideOf = (list: UnmatchedList): Source['side'] => (list.endsWith('_local') ? 'local' : 'remote');

/** Looked up for each record by index, whatever the planner knows of a table that was filled just now. */
const tables = ({ side, from, id }: Source, connection: string, entity: string): string =>
  `${from} left join lateral (select rule, reason from match_excluded where connection_id = ${connection} and entity = ${entity}
    and ${side}_id = ${id} limit 1) o on true
   left join lateral (${side === 'remote' ? notTakenIn(connection, entity) : 'select null::uuid as issue_id, null as reason'}) h on true`;

/** Why the sync has not made a record of it here: its open issue, else what it was skipped for. */
const notTakenIn = (connection: string, entity: string): string =>
  `select * from (
     select id as issue_id, message as reason from sync_issue where connection_id = ${connection} and entity = ${entity}
       and direction = 'in' and record_key = t.remote_id and state = 'open'
     union all
     select null, reason from sync_skip where connection_id = ${connection} and entity = ${entity} and remote_id = t.remote_id) why limit 1`;

/**
 * Neither linked nor in a pair that waits. The links are read once and hashed, and a record's pairs are looked up by index: as `not exists`
 * both become joins, which read whole tables again and again when the planner takes the records to be few.
 */
const isAlone = ({ side, id }: Source, connection: string, entity: string, threshold: string): string => {
  const own = side === 'remote' ? `t.connection_id = ${connection} and t.entity = ${entity} and ` : '';
  return `${own}${id} not in (select l.${side}_id from entity_link l where l.connection_id = ${connection} and l.entity = ${entity})
    and (select true from match_pair p where p.connection_id = ${connection} and p.entity = ${entity} and p.${side}_id = ${id}
      and ${isQuestion(threshold)} limit 1) is null`;
};

/** How many of one kind of record are in each list; one statement. */
export async function countAlone(
  tx: Tx,
  connectionId: Id,
  entity: PulledEntity,
  threshold: number,
): Promise<UnmatchedCounts> {
  const counted = (side: Source['side']) => {
    const source = sourceOf(entity, side);
    return `(select count(*) filter (where ${listed.only})::int as alone, count(*) filter (where ${listed.held})::int as held,
        count(*) filter (where ${listed.excluded})::int as excluded
      from ${tables(source, '$1', '$2')} where ${isAlone(source, '$1', '$2', '$3')})`;
  };
  const [counts] = await tx.query<UnmatchedCounts>(
    `select l.alone as "onlyLocal", l.excluded as "excludedLocal", r.alone as "onlyRemote", r.held as "heldRemote",
       r.excluded as "excludedRemote",
       (select count(*)::int from entity_link where connection_id = $1 and entity = $2 and state = 'linked') as links
     from ${counted('local')} l, ${counted('remote')} r`,
    [connectionId, entity, threshold],
  );
  if (!counts) throw new Error('The records could not be counted.');
  return counts;
}

/** A page of a list by name, from behind `after` on; one statement. */
export function listUnmatched(
  tx: Tx,
  connectionId: Id,
  filter: UnmatchedFilter,
  page: { limit: number; after: UnmatchedPosition | null },
): Promise<UnmatchedRow[]> {
  const source = sourceOf(filter.entity, sideOf(filter.list));
  const { from, conditions } = conditionsOf(connectionId, filter, source);
  if (page.after) {
    const [nameKey, recordId] = page.after;
    conditions.and((value) => `(t.name_key, ${source.id}) > (${value(nameKey)}, ${value(recordId)}::${source.idType})`);
  }
  const { name, detail, parentName } = source.columns;
  return tx.query<UnmatchedRow>(
    `select ${source.id}::text as "recordId", ${name} as name, t.name_key as "nameKey", ${detail} as detail, ${parentName} as "parentName",
       o.rule, coalesce(o.reason, h.reason) as reason, case when o.rule is null then h.issue_id end as "issueId"
     from ${from} ${conditions.where} order by t.name_key, ${source.id} limit ${page.limit}`,
    conditions.params,
  );
}

export async function countUnmatched(tx: Tx, connectionId: Id, filter: UnmatchedFilter): Promise<number> {
  const source = sourceOf(filter.entity, sideOf(filter.list));
  const { from, conditions } = conditionsOf(connectionId, filter, source);
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from ${from} ${conditions.where}`,
    conditions.params,
  );
  return rows[0]?.count ?? 0;
}

function conditionsOf(
  connectionId: Id,
  { entity, list, threshold, search }: UnmatchedFilter,
  source: Source,
): { from: string; conditions: SqlFilter } {
  const conditions = new SqlFilter();
  let from = '';
  conditions.and((value: Value) => {
    const [connection, kind, limit] = [value(connectionId), value(entity), value(threshold)];
    from = tables(source, connection, kind);
    return isAlone(source, connection, kind, limit);
  });
  conditions.and(() => listedIn[list]);
  const pattern = containing(search);
  if (pattern) conditions.and((value) => `t.search_text like ${value(pattern)}`);
  return { from, conditions };
}
