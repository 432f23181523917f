import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { NewAuditEvent } from '../../../audit/audit-event.rules.ts';
import { demotedEvent } from '../../../crm/contacts/primary-contact.ts';
import type { Fields } from '../entity-sync.ts';

/**
 * The contacts that lost the primary mark because a page that was just written names another one, told as the CRM tells it. The trigger takes
 * the mark and stamps the row with the time of the transaction; rows that the page itself wrote as not primary are told by their own change.
 */
export async function demotedByPage(tx: Tx, rows: readonly { id: Id; fields: Fields }[]): Promise<NewAuditEvent[]> {
  const primaries = rows.filter(({ fields }) => fields.isPrimary === true);
  if (primaries.length === 0) return [];
  const told = rows.filter(({ fields }) => fields.isPrimary !== true).map(({ id }) => id);
  const lost = await tx.query<{ id: Id; name: string; clientId: Id; byId: Id; byName: string }>(
    `select k.id, concat_ws(' ', k.first_name, k.last_name) as name, k.client_id as "clientId", p.id as "byId",
       concat_ws(' ', p.first_name, p.last_name) as "byName"
     from unnest($1::uuid[]) as c(id) join contact k on k.client_id = c.id and not k.is_primary and k.updated_at = now()
     join contact p on p.client_id = c.id and p.is_primary
     where k.id <> all($2::uuid[]) and k.id <> p.id`,
    [[...new Set(primaries.map(({ fields }) => String(fields.clientId)))], told],
  );
  return lost.map(({ byId, byName, ...contact }) => ({
    ...demotedEvent({ ...contact, by: { id: byId, clientId: contact.clientId, name: byName } }, null),
    direction: 'in' as const,
  }));
}
