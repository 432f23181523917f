import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import type { FilterFacts } from './filters.rules.ts';

/** As much of a CRM record as filters look at. */
export interface CrmFilterRow {
  id: Id;
  name: string;
  createdAt: Date;
  /** Null for a record that is never inactive. */
  isActive: boolean | null;
  /** What the choices of its filters are read from, by column. */
  values: Readonly<Record<string, string | null>>;
}

/** What is needed to say what a CRM record would be in ConnectWise. */
export interface CrmFactsSetup {
  lists: ReferenceLists;
  defaults: Defaults;
}

/** The CRM's side of a kind of record, as far as filters look at it: SQL over its row `t`, and what it says. */
export interface CrmSide {
  /** The table of the record as `t`, and what is joined to it. */
  from: string;
  name: string;
  isActive: string | null;
  values: Readonly<Record<string, string>>;
  facts(row: CrmFilterRow, setup: CrmFactsSetup): FilterFacts;
}

const select = ({ from, name, isActive, values }: CrmSide): string => {
  const list = Object.entries(values).flatMap(([column, sql]) => [`'${column}'`, sql]);
  return `select t.id, t.created_at as "createdAt", ${name} as name, ${isActive ?? 'null::boolean'} as "isActive",
    jsonb_build_object(${list.join(', ')}) as values from ${from}`;
};

/** One record; undefined when it is gone. */
export async function readFilterRow(tx: Tx, side: CrmSide, id: Id): Promise<CrmFilterRow | undefined> {
  const rows = await tx.query<CrmFilterRow>(`${select(side)} where t.id = $1`, [id]);
  return rows[0];
}

/** The records after the given one, in the order of their IDs. */
export const listFilterRows = (
  tx: Tx,
  side: CrmSide,
  page: { after: Id | null; limit: number },
): Promise<CrmFilterRow[]> =>
  tx.query<CrmFilterRow>(
    `${select(side)} ${page.after ? 'where t.id > $2::uuid' : ''} order by t.id limit $1`,
    page.after ? [page.limit, page.after] : [page.limit],
  );

export async function countCrmRows(tx: Tx, { from }: CrmSide): Promise<number> {
  const [table] = from.split(' ');
  const rows = await tx.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? 0;
}
