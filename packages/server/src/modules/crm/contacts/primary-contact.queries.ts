import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

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

/** Whether another contact of the client is its primary one. */
export async function hasOtherPrimary(tx: Tx, { id, clientId }: Omit<NewPrimary, 'name'>): Promise<boolean> {
  const rows = await tx.query('select 1 from contact where client_id = $2 and is_primary and id <> $1', [id, clientId]);
  return rows.length > 0;
}

/** Makes a contact the primary one of its client where that has none; answers whether it is. */
export async function markPrimary(tx: Tx, { id, clientId }: Omit<NewPrimary, 'name'>): Promise<boolean> {
  await tx.query('select 1 from client where id = $1 for no key update', [clientId]);
  const rows = await tx.query(
    `update contact k set is_primary = true, version = k.version + 1, updated_at = now()
     where k.id = $1 and k.client_id = $2
       and not exists (select from contact o where o.client_id = $2 and o.is_primary and o.id <> $1)
     returning k.id`,
    [id, clientId],
  );
  return rows.length > 0;
}
