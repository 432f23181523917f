import { clientFields } from '@causeway/shared/forms/client';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type Page, type PageRequest, pageByName } from '../keyset-page.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Client } from './client.type.ts';

const shape = {
  columns: `c.id, ${plainColumns('c', clientFields)}, c.custom_fields as "customValues", c.version,
    c.created_at as "createdAt", c.updated_at as "updatedAt"`,
  from: 'client c',
  alias: 'c',
};

/** Clients by name; `search` looks inside name and identifier. */
export function clientPage(tx: Tx, request: PageRequest & { search?: string | null }): Promise<Page<Client>> {
  const filter = new SqlFilter();
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `c.id in (select search_clients(${value(pattern)}))`);
  return pageByName<Client>(tx, shape, filter, request);
}

export const countClients = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function clientsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Client>> {
  const rows = await tx.query<Client>(`select ${shape.columns} from client c where c.id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function clientById(tx: Tx, id: Id): Promise<Client | null> {
  if (!isId(id)) return null;
  return (await clientsById(tx, [id])).get(id.toLowerCase()) ?? null;
}
