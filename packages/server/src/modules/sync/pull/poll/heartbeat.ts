import type { Database } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Lease } from '../context/lease.ts';
import { renewLease } from './cursor-lease.queries.ts';

/** Keeps a lease alive while `work` runs. When it cannot be kept, the signal given to `work` aborts with the reason. */
export function withHeartbeat<T>(
  database: Pick<Database, 'inWorkspace'>,
  workspaceId: Id,
  lease: Lease,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const beat = () => database.inWorkspace(workspaceId, (tx) => renewLease(tx, lease));
  return whileBeating(beat, lease.leaseMs / 3, outer, work);
}

/** The same for any kind of lease: `beat` renews it. */
export async function whileBeating<T>(
  beat: () => Promise<void>,
  everyMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beat().catch((error) => lost.abort(error));
  }, everyMs);
  try {
    return await work(AbortSignal.any([outer, lost.signal]));
  } finally {
    clearInterval(timer);
    await beating;
  }
}
