import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { NewAuditEvent } from '../../audit/audit-event.rules.ts';

/** A contact that is to be the primary one of its client. */
export interface NewPrimary {
  id: Id;
  clientId: Id;
  /** Of the contact, for the audit log. */
  name: string;
}

export interface DemotedContact {
  id: Id;
  name: string;
  clientId: Id;
  /** Who is primary in its place. */
  by: NewPrimary;
}

/**
 * Takes the primary mark from the other contacts of these clients and answers whose it was; one statement, whatever their number. Whoever
 * writes primary contacts calls it first, to tell of those that lost the mark; a trigger sees to writers that do not (see the migration
 * "one-primary-contact"). Writing the same contact again demotes nobody.
 */
export async function demoteOtherPrimaries(tx: Tx, primaries: readonly NewPrimary[]): Promise<DemotedContact[]> {
  if (primaries.length === 0) return [];
  const byId = new Map(primaries.map((one) => [one.id, one]));
  const clientIds = primaries.map((one) => one.clientId);
  // Two who name a primary contact of the same client at once take turns, as in the trigger.
  await tx.query('select 1 from client where id = any($1::uuid[]) order by id for no key update', [clientIds]);
  const rows = await tx.query<{ id: Id; name: string; clientId: Id; byId: Id }>(
    `update contact k set is_primary = false, version = k.version + 1, updated_at = now()
     from unnest($1::uuid[], $2::uuid[]) as p(id, client_id)
     where k.client_id = p.client_id and k.is_primary and k.id <> p.id and k.id <> all($1::uuid[])
     returning k.id, concat_ws(' ', k.first_name, k.last_name) as name, k.client_id as "clientId", p.id as "byId"`,
    [primaries.map((one) => one.id), clientIds],
  );
  return rows.flatMap(({ byId: by, ...row }) => {
    const primary = byId.get(by);
    return primary ? [{ ...row, by: primary }] : [];
  });
}

/** What the audit log says of a contact that lost the mark. */
export const demotedEvent = ({ id, name, by }: DemotedContact, actor: string | null): NewAuditEvent => ({
  entity: 'contact',
  operation: 'update',
  status: 'info',
  code: 'primary_moved',
  name,
  localId: id,
  description: `"${name}" is no longer the primary contact of its client: "${by.name}" is now.`,
  actor,
  changes: [{ field: 'isPrimary', from: true, to: false }],
});
