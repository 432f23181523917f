import { contactFields } from '@causeway/shared/forms/contact';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { countOf, type NestedPage, type Page, type PageRequest, pageByName } from '../keyset-page.queries.ts';
import { plainColumns } from '../plain-fields.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Contact } from './contact.type.ts';

const shape = {
  columns: `k.id, ${plainColumns('k', contactFields)}, k.custom_fields as "customValues", k.version,
    k.created_at as "createdAt", k.updated_at as "updatedAt"`,
  from: 'contact k',
  alias: 'k',
};

/** Contacts by name; `search` looks inside name and e-mail address. */
export function contactPage(
  tx: Tx,
  request: PageRequest & { search?: string | null; clientId?: Id | null },
): Promise<Page<Contact>> {
  const filter = new SqlFilter();
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `k.id in (select search_contacts(${value(pattern)}))`);
  const { clientId } = request;
  if (clientId) filter.and((value) => `k.client_id = ${value(clientId)}::uuid`);
  return pageByName<Contact>(tx, shape, filter, request);
}

export const countContacts = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function contactsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Contact>> {
  const rows = await tx.query<Contact>(`select ${shape.columns} from contact k where k.id = any($1::uuid[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function contactById(tx: Tx, id: Id): Promise<Contact | null> {
  if (!isId(id)) return null;
  return (await contactsById(tx, [id])).get(id.toLowerCase()) ?? null;
}

/** The contacts of each client, the primary one first, then by name. */
export async function contactsByClient(
  tx: Tx,
  clientIds: readonly Id[],
  { first, after }: NestedPage,
): Promise<Map<Id, Contact[]>> {
  const rows = await tx.query<Contact>(
    `select ${shape.columns} from unnest($1::uuid[]) c(id) cross join lateral (
       select * from contact k where k.client_id = c.id and ($3::uuid is null or (not k.is_primary, k.name_key, k.id) >
         (select not a.is_primary, a.name_key, a.id from contact a where a.id = $3))
       order by not k.is_primary, k.name_key, k.id limit $2
     ) k order by not k.is_primary, k.name_key, k.id`,
    [clientIds, first, after],
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
