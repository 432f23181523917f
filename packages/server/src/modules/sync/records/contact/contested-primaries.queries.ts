import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { Fields } from '../entity-sync.ts';
import type { AnyFieldTable } from '../fields/field-table.ts';

/**
 * Contacts that were made the default ones there, while another one was made the primary one of the client here: since nobody can be right alone,
 * nothing is agreed on about them. A contact of which that is known already is not named again, unless a person is asked about it.
 */
export async function contestedPrimaries(
  tx: Tx,
  connectionId: Id,
  { open, fields }: { open: readonly { link: EntityLink | undefined; fields: Fields }[]; fields: AnyFieldTable },
): Promise<ReadonlySet<Id>> {
  const chosen = open.filter(({ link, fields: read }) => read.isPrimary === true && link?.base?.isPrimary === false);
  if (chosen.length === 0) return new Set();
  const rows = await tx.query<{ id: Id }>(
    `select distinct k.id from unnest($2::uuid[]) as c(id) join contact k on k.id = c.id
     join contact o on o.client_id = k.client_id and o.id <> k.id and o.is_primary
     join entity_link l on l.connection_id = $1 and l.entity = 'contact' and l.local_id = o.id
     where l.base->'isPrimary' = 'false' or ($3 and l.base->'isPrimary' = 'null')`,
    [connectionId, chosen.map(({ link }) => link?.localId), fields.isPrimary?.asks === true],
  );
  return new Set(rows.map(({ id }) => id));
}
