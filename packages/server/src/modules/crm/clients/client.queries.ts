import { clientFields } from '@causeway/shared/forms/client';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type OrderColumn, type OrderedRequest, type Page, pageInOrder } from '../keyset-page.queries.ts';
import { narrowToIds, narrowToTimes, type StandsSql, type TimedNarrowing } from '../listed-records.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Client } from './client.type.ts';

/** One client of a row that names it, as JSON: all of it, unless its name is all that is asked for. See `clientFromJson`. */
export const clientAlong = (id: string, asked: ReadonlySet<string>): string =>
  [...asked].every((name) => named.has(name))
    ? `(select json_build_object('id', c.id, 'name', c.name) from client c where c.id = ${id})`
    : `(select to_jsonb(k) from (select ${shape.columns} from client c where c.id = ${id}) k)`;

const named: ReadonlySet<string> = new Set(['__typename', 'id', 'name']);

/** JSON knows no times. */
export const clientFromJson = (client: Client): Client =>
  client.createdAt === undefined
    ? client
    : { ...client, createdAt: new Date(client.createdAt), updatedAt: new Date(client.updatedAt) };

const shape = {
  columns: `c.id, ${plainColumns('c', clientFields)}, c.custom_fields as "customValues", c.version,
    c.created_at as "createdAt", c.updated_at as "updatedAt"`,
  from: 'client c',
  alias: 'c',
};

export const clientOrders = ['name', 'place', 'phone', 'type', 'status', 'changed'] as const;
export type ClientOrder = (typeof clientOrders)[number];

const orders: Readonly<Record<Exclude<ClientOrder, 'name'>, OrderColumn>> = {
  place: {
    sql: `nullif(lower(concat_ws(', ', nullif(c.city, ''), nullif(c.region, ''))), '')`,
    type: 'text',
    isNullable: true,
  },
  phone: { sql: `nullif(c.phone, '')`, type: 'text', isNullable: true },
  type: { sql: `nullif(lower(c.type), '')`, type: 'text', isNullable: true },
  status: { sql: `nullif(lower(c.status), '')`, type: 'text', isNullable: true },
  changed: { sql: 'c.updated_at', type: 'timestamptz' },
};

/** What narrows a list of clients. */
export interface ClientNarrowing extends TimedNarrowing {
  type?: string | null;
  status?: string | null;
}

/** `search` looks inside name and identifier. */
export function clientFilter(asked: ClientNarrowing, stands: StandsSql): SqlFilter {
  const { ids, search, type, status, standing } = asked;
  const filter = new SqlFilter();
  narrowToIds(filter, 'c.id', ids);
  const pattern = containing(search);
  if (pattern) filter.and((value) => `c.id in (select search_clients(${value(pattern)}))`);
  if (type) filter.and((value) => `c.type = ${value(type)}`);
  if (status) filter.and((value) => `c.status = ${value(status)}`);
  narrowToTimes(filter, 'c', asked);
  if (standing) filter.and(() => stands('company', 'c.id', standing));
  return filter;
}

export const clientPage = (
  tx: Tx,
  request: OrderedRequest<ClientOrder> & ClientNarrowing,
  stands: StandsSql,
): Promise<Page<Client>> => pageInOrder<Client>(tx, shape, clientFilter(request, stands), request, orders);

export const countClients = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function clientsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Client>> {
  const rows = await tx.query<Client>(`select ${shape.columns} from client c where c.id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function clientById(tx: Tx, id: Id): Promise<Client | null> {
  if (!isId(id)) return null;
  return (await clientsById(tx, [id])).get(id.toLowerCase()) ?? null;
}

/** A client of the same name or identifier, whatever their case, but for the one itself; one of the same name first. */
export async function clientAlike(
  tx: Tx,
  { name, identifier }: { name: string; identifier: string | null },
  self: Id | null,
): Promise<{ name: string; identifier: string | null; sameName: boolean } | null> {
  const [found] = await tx.query<{ name: string; identifier: string | null; sameName: boolean }>(
    `select name, identifier, name_key = lower($1) as "sameName" from client
     where (name_key = lower($1) or identifier_key = lower($2)) and id is distinct from $3::uuid
     order by "sameName" desc limit 1`,
    [name, identifier, self],
  );
  return found ?? null;
}
