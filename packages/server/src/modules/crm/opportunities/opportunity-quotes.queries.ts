import type { DocumentState } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Quote } from './winning-quote.rules.ts';

/** The quotes of an opportunity, locked, so that two who win it choose one after the other. */
export const lockQuotes = ({ db }: Tx, opportunityId: Id): Promise<Quote[]> =>
  db
    .selectFrom('document')
    .select(['id', 'title', 'state'])
    .where('opportunity_id', '=', opportunityId)
    .where('kind', '=', 'quote')
    .orderBy('id')
    .forUpdate()
    .execute();

export async function setQuoteState({ db }: Tx, quoteId: Id, state: DocumentState): Promise<void> {
  await db
    .updateTable('document')
    .set((row) => ({ state, version: row('version', '+', 1), updated_at: sql`now()` }))
    .where('id', '=', quoteId)
    .execute();
}
