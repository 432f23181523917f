import { contactFields } from '@causeway/shared/forms/contact';
import type { Tx } from '../../../platform/database/database.ts';
import { encodeCursor, isIdValue, placeAfter } from '../../../platform/graphql/pagination.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import {
  countOf,
  type NestedPage,
  type OrderColumn,
  type OrderedRequest,
  type Page,
  pageInOrder,
  refuseForeign,
} from '../keyset-page.queries.ts';
import { narrowToIds, narrowToTimes, type StandsSql, type TimedNarrowing } from '../listed-records.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Contact } from './contact.type.ts';

const shape = {
  columns: `k.id, ${plainColumns('k', contactFields)}, k.custom_fields as "customValues", k.name_key as "nameKey", k.version,
    k.created_at as "createdAt", k.updated_at as "updatedAt"`,
  from: 'contact k',
  alias: 'k',
};

export const contactOrders = ['name', 'client', 'title', 'email', 'phone', 'changed'] as const;
export type ContactOrder = (typeof contactOrders)[number];

const orders: Readonly<Record<Exclude<ContactOrder, 'name'>, OrderColumn>> = {
  client: {
    sql: 'n.name_key',
    type: 'text',
    join: 'join client n on n.workspace_id = k.workspace_id and n.id = k.client_id',
  },
  title: { sql: `nullif(lower(k.title), '')`, type: 'text', isNullable: true },
  email: { sql: `nullif(k.email_key, '')`, type: 'text', isNullable: true },
  phone: { sql: `nullif(k.phone, '')`, type: 'text', isNullable: true },
  changed: { sql: 'k.updated_at', type: 'timestamptz' },
};

/** What narrows a list of contacts. */
export interface ContactNarrowing extends TimedNarrowing {
  clientId?: Id | null;
}

/** `search` looks inside name and e-mail address. */
export function contactFilter(asked: ContactNarrowing, stands: StandsSql): SqlFilter {
  const { ids, search, clientId, standing } = asked;
  const filter = new SqlFilter();
  narrowToIds(filter, 'k.id', ids);
  const pattern = containing(search);
  if (pattern) filter.and((value) => `k.id in (select search_contacts(${value(pattern)}))`);
  if (clientId) filter.and((value) => `k.client_id = ${value(clientId)}::uuid`);
  narrowToTimes(filter, 'k', asked);
  if (standing) filter.and(() => stands('contact', 'k.id', standing));
  return filter;
}

export const contactPage = (
  tx: Tx,
  request: OrderedRequest<ContactOrder> & ContactNarrowing,
  stands: StandsSql,
): Promise<Page<Contact>> => pageInOrder<Contact>(tx, shape, contactFilter(request, stands), request, orders);

export const countContacts = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function contactsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Contact>> {
  const rows = await tx.query<Contact>(`select ${shape.columns} from contact k where k.id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function contactById(tx: Tx, id: Id): Promise<Contact | null> {
  if (!isId(id)) return null;
  return (await contactsById(tx, [id])).get(id.toLowerCase()) ?? null;
}

/** Its place among the contacts of its client, which holds when it is renamed or erased meanwhile. */
export const contactCursor = ({ clientId, isPrimary, nameKey, id }: Contact): string =>
  encodeCursor([clientId, isPrimary, nameKey, id]);

type Place = Pick<Contact, 'clientId' | 'isPrimary' | 'nameKey' | 'id'>;

const placeInCursor = (after: string | null): Place | null =>
  placeAfter(after, 4, ([clientId, isPrimary, nameKey, id]) =>
    isIdValue(clientId) && typeof isPrimary === 'boolean' && typeof nameKey === 'string' && isIdValue(id)
      ? { clientId, isPrimary, nameKey, id }
      : null,
  );

/** Programs made for 0.2.0 go on behind an ID, which says where its contact is now. */
async function placeOfContact(tx: Tx, id: Id): Promise<Place | null> {
  const [place] = await tx.query<Place>(
    `select client_id as "clientId", is_primary as "isPrimary", name_key as "nameKey", id from contact where id = $1`,
    [id],
  );
  return place ?? null;
}

/** The contacts of each client, the primary one first, then by name. */
export async function contactsByClient(
  tx: Tx,
  clientIds: readonly Id[],
  { first, after }: NestedPage,
): Promise<Map<Id, Contact[]>> {
  const place = after && isId(after) ? await placeOfContact(tx, after) : placeInCursor(after);
  if (after) refuseForeign(clientIds, place?.clientId);
  const rows = await tx.query<Contact>(
    `select ${shape.columns} from unnest($1::uuid[]) c(id) cross join lateral (
       select * from contact k where k.client_id = c.id
         and ($3::uuid is null or (not k.is_primary, k.name_key, k.id) > (not $4::boolean, $5::text, $3::uuid))
       order by not k.is_primary, k.name_key, k.id limit $2
     ) k order by not k.is_primary, k.name_key, k.id`,
    [clientIds, first, place?.id ?? null, place?.isPrimary ?? null, place?.nameKey ?? null],
  );
  return Map.groupBy(rows, (row) => row.clientId);
}

/** Null when there is no such contact. */
export async function clientOfContact({ db }: Tx, contactId: Id): Promise<Id | null> {
  const row = await db
    .selectFrom('contact')
    .select('client_id as clientId')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return row?.clientId ?? null;
}
