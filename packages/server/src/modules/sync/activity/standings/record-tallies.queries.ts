import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { beforeLink, firstWord } from '../../../links/record-standing.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import { isLeftSql, standingDifferenceSql } from '../../records/fields/held-fields.ts';
import { REMOVAL_HELD } from '../../records/skip-codes.ts';
import { excludedCodes } from '../health/health.queries.ts';

export const standings = [
  'linked',
  'held_edit',
  'by_choice',
  'pending',
  'failing',
  'broken',
  'paused',
  'never',
  'excluded',
  'skipped',
  'dismissed',
  'not_sent',
] as const;

/** How one record stands; each record has exactly one of these, the first that is true of it: failing, pending, then its link. */
export type Standing = (typeof standings)[number];

export interface TallyRow {
  standing: Standing;
  count: number;
}

const failingHere = `(select local_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open')`;
const failingThere = `(select remote_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open')`;
/** As both tallies have them in their parameters. */
const scope = { connection: '$1', entity: '$2' };
/** Of a record `k` of ConnectWise, which may be linked or not. */
const beforeLinkThere = {
  failing: `(k.remote_id in ${failingThere} or l.local_id in ${failingHere})`,
  pending: beforeLink('l.local_id', scope).pending,
};

/** How a linked pair stands by itself: whether its two records are the same. */
const linkedAs = (fields: AnyFieldTable): string =>
  `case l.state when 'linked' then coalesce(nullif(${standingDifferenceSql(fields, `coalesce(${isLeftSql('s')}, false)`)}, 'none'), 'linked') else l.state end`;

type Tallied = Pick<EntitySync, 'entity' | 'table'>;

/** All records of the CRM of one kind by how they stand; `fields`: those that are synced. */
export const tallyHere = (
  tx: Tx,
  connectionId: Id,
  { entity, table }: Tallied,
  fields: AnyFieldTable,
): Promise<TallyRow[]> =>
  tx.query<TallyRow>(
    `select standing, count(*)::int as count from (
       select ${firstWord(beforeLink('t.id', scope), `coalesce(${linkedAs(fields)}, 'not_sent')`)} as standing
       from ${table.name} t
       left join entity_link l on l.workspace_id = t.workspace_id and l.connection_id = $1 and l.entity = $2 and l.local_id = t.id
       left join sync_skip s on s.workspace_id = l.workspace_id and s.connection_id = $1 and s.entity = $2 and s.remote_id = l.remote_id) told
     group by standing`,
    [connectionId, entity],
  );

/** Why the records of ConnectWise that count as skipped are: codes as the audit log has them. */
export async function skippedCodes(
  tx: Tx,
  connectionId: Id,
  { entity }: Pick<EntitySync, 'entity'>,
): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `select distinct code from sync_skip where connection_id = $1 and entity = $2 and code <> all($3::text[]) and code <> 'dismissed' order by code`,
    [connectionId, entity, excludedCodes],
  );
  return rows.map(({ code }) => code);
}

/** All records of ConnectWise of one kind that Causeway knows of, by how they stand; one whose link is broken, or is kept although it is gone, is not there any more. */
export const tallyThere = (
  tx: Tx,
  connectionId: Id,
  { entity, table }: Tallied,
  fields: AnyFieldTable,
): Promise<TallyRow[]> =>
  tx.query<TallyRow>(
    `with link as (select remote_id, local_id, state, base, created_at from entity_link where connection_id = $1 and entity = $2),
     skip as (select remote_id, code, case when code = any($3::text[]) then 'excluded' when code = 'dismissed' then 'dismissed' else 'skipped' end as standing
       from sync_skip where connection_id = $1 and entity = $2),
     known as (
       select remote_id from link union select remote_id from skip
       union select remote_id from sync_issue where connection_id = $1 and entity = $2 and state = 'open' and remote_id is not null)
     select standing, count(*)::int as count from (
       select ${firstWord(beforeLinkThere, `coalesce(${linkedAs(fields)}, s.standing)`)} as standing
       from known k left join link l using (remote_id) left join ${table.name} t on t.id = l.local_id left join skip s using (remote_id)
       where l.state is distinct from 'broken'
         and not exists (select from sync_skip g where g.connection_id = $1 and g.entity = $2 and g.remote_id = k.remote_id and g.code = '${REMOVAL_HELD}')) told
     group by standing`,
    [connectionId, entity, excludedCodes],
  );
