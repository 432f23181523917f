import type { Database } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Lease } from '../cursor.queries.ts';
import { renewLease } from './cursor-lease.queries.ts';

/** Keeps a lease alive while `work` runs. When it cannot be kept, the signal given to `work` aborts with the reason. */
export async function withHeartbeat<T>(
  database: Pick<Database, 'inWorkspace'>,
  workspaceId: Id,
  lease: Lease,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = database.inWorkspace(workspaceId, (tx) => renewLease(tx, lease)).catch((error) => lost.abort(error));
  }, lease.leaseMs / 3);
  try {
    return await work(AbortSignal.any([outer, lost.signal]));
  } finally {
    clearInterval(timer);
    await beating;
  }
}
