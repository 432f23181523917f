import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** Whether it stands in a won stage; false when there is no such opportunity. */
export async function isOpportunityWon({ db }: Tx, opportunityId: Id): Promise<boolean> {
  const row = await db
    .selectFrom('opportunity as o')
    .innerJoin('pipeline_stage as s', 's.id', 'o.stage_id')
    .select('s.kind')
    .where('o.id', '=', opportunityId)
    .executeTakeFirst();
  return row?.kind === 'won';
}
