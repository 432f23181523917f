import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';

/** What a person said of lines and totals that differ: the win is closed all the same, as long as they differ in just this. */
export interface AcceptedDifference {
  digest: string;
  by: string;
  reason: string;
}

/** What was accepted for a push last; null when nothing was. */
export async function acceptedDifference(tx: Tx, requestId: Id): Promise<AcceptedDifference | null> {
  const rows = await tx.query<{ accepted: AcceptedDifference | null }>(
    `select accepted_difference as accepted from push_request where id = $1`,
    [requestId],
  );
  return rows[0]?.accepted ?? null;
}
