import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { countPlace } from './erased-rows.queries.ts';
import { type KeptKind, kept } from './kept-places.ts';

export type Stays = Record<KeptKind, number> & { documents: number; exports: number };

/** What is not erased although it may hold the name: people have to look at it themselves. */
export async function countStays(tx: Tx, contactId: Id | null, needles: readonly string[]): Promise<Stays> {
  const [row] = await tx.query<{ documents: number; exports: number }>(
    `select (select count(*)::int from document d join opportunity o on o.id = d.opportunity_id where d.kind = 'file' and o.contact_id = $1::uuid) as documents,
       (select count(*)::int from retention_export where deleted_at is null) as exports`,
    [contactId],
  );
  const stays: Stays = { notes: 0, records: 0, settings: 0, documents: 0, exports: 0, ...row };
  for (const place of kept) {
    // The contact's own row is emptied.
    const own = place.table === 'contact' ? contactId : null;
    if (place.counted) stays[place.counted] += await countPlace(tx, place, needles, own);
  }
  return stays;
}
