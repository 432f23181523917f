import type { FilteredEntity } from '@causeway/shared/forms/configuration/filters';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** As much of a CRM record as filters look at; what its kind does not have is null. */
export interface CrmFilterRow {
  id: Id;
  name: string;
  createdAt: Date;
  type: string | null;
  status: string | null;
  productClass: string | null;
  category: string | null;
  isActive: boolean | null;
  stageId: Id | null;
  stageName: string | null;
  ownerEmail: string | null;
}

const none = { type: 'null::text', status: 'null::text', productClass: 'null::text', category: 'null::text' };
const noMore = { isActive: 'null::boolean', stageId: 'null::uuid', stageName: 'null::text', ownerEmail: 'null::text' };

const shapes: Readonly<Record<FilteredEntity, { from: string; columns: Record<string, string> }>> = {
  company: { from: 'client t', columns: { name: 't.name', ...none, type: 't.type', status: 't.status', ...noMore } },
  contact: {
    from: 'contact t',
    columns: {
      name: `concat_ws(' ', t.first_name, t.last_name)`,
      ...none,
      ...noMore,
      isActive: 't.is_active',
    },
  },
  product: {
    from: 'product t',
    columns: {
      name: 't.name',
      ...none,
      type: 't.type',
      category: 't.category',
      productClass: `case when t.kind = 'bundle' then 'Bundle' else t.product_class end`,
      ...noMore,
      isActive: 't.is_active',
    },
  },
  opportunity: {
    from: `opportunity t join pipeline_stage s on s.id = t.stage_id left join app_user u on u.id = t.owner_id`,
    columns: { name: 't.name', ...none, ...noMore, stageId: 's.id', stageName: 's.name', ownerEmail: 'u.email' },
  },
};

const select = (entity: FilteredEntity): string => {
  const { from, columns } = shapes[entity];
  const list = Object.entries(columns).map(([field, sql]) => `${sql} as "${field}"`);
  return `select t.id, t.created_at as "createdAt", ${list.join(', ')} from ${from}`;
};

/** One record; undefined when it is gone. */
export async function readFilterRow(tx: Tx, entity: FilteredEntity, id: Id): Promise<CrmFilterRow | undefined> {
  const rows = await tx.query<CrmFilterRow>(`${select(entity)} where t.id = $1`, [id]);
  return rows[0];
}

/** The records after the given one, in the order of their IDs. */
export const listFilterRows = (
  tx: Tx,
  entity: FilteredEntity,
  page: { after: Id | null; limit: number },
): Promise<CrmFilterRow[]> =>
  tx.query<CrmFilterRow>(
    `${select(entity)} ${page.after ? 'where t.id > $2::uuid' : ''} order by t.id limit $1`,
    page.after ? [page.limit, page.after] : [page.limit],
  );

export async function countCrmRows(tx: Tx, entity: FilteredEntity): Promise<number> {
  const [table] = shapes[entity].from.split(' ');
  const rows = await tx.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? 0;
}
