import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** The tax region of the opportunity's client; undefined when there is no such opportunity. */
export async function taxRegionOfClient({ db }: Tx, opportunityId: Id): Promise<Id | null | undefined> {
  const row = await db
    .selectFrom('opportunity as o')
    .innerJoin('client as c', 'c.id', 'o.client_id')
    .select('c.tax_region_id as taxRegionId')
    .where('o.id', '=', opportunityId)
    .executeTakeFirst();
  return row?.taxRegionId;
}

/** The title of another quote of this opportunity that is accepted. */
export async function otherAcceptedQuote(
  { db }: Tx,
  { id, opportunityId }: { id: Id; opportunityId: Id },
): Promise<string | null> {
  const row = await db
    .selectFrom('document')
    .select('title')
    .where('opportunity_id', '=', opportunityId)
    .where('kind', '=', 'quote')
    .where('state', '=', 'accepted')
    .where('id', '<>', id)
    .executeTakeFirst();
  return row?.title ?? null;
}

/** Without gaps, from 1001 on; two quotes made at once wait for each other. */
export async function nextQuoteNumber({ db }: Tx): Promise<number> {
  const { last } = await db
    .insertInto('number_sequence')
    .values({ name: 'quote', last: 1001 })
    .onConflict((taken) =>
      taken.columns(['workspace_id', 'name']).doUpdateSet((row) => ({ last: row('number_sequence.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
