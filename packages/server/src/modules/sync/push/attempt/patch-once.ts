import type { ConnectWiseClient, PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';

/** How often a patch whose answer was lost is looked into within one attempt of a push. */
const MAX_PLANS = 3;

export interface PatchOnce<R extends WireRecord> {
  wire: Wire<R>;
  id: string | number;
  /** The record as it was read for the first plan. */
  remote: R;
  /** What must be sent so that a record is as it shall be; nothing when it is. */
  plan: (remote: R) => readonly PatchOperation[];
  /** Called when ConnectWise surely did not do it. */
  refused?: () => void;
}

/** The record afterwards, and how many answers were lost on the way. */
export interface PatchedOnce<R> {
  record: R;
  lostAnswers: number;
}

/**
 * Sends a patch so that it takes effect once. When its answer is lost, the record is read again and only what is missing is sent: an item that
 * was added to a list, and stands there by now, is not added a second time. A request that timed out may still be on its way, so it is left to
 * the next attempt, which begins with a look too.
 */
export async function patchOnce<R extends WireRecord>(
  client: Pick<ConnectWiseClient, 'get' | 'patch'>,
  { wire, id, remote, plan, refused }: PatchOnce<R>,
): Promise<PatchedOnce<R>> {
  let operations = plan(remote);
  let record = remote;
  for (let lostAnswers = 0; ; lostAnswers++) {
    if (operations.length === 0) return { record, lostAnswers };
    try {
      return { record: await client.patch(wire, id, [...operations]), lostAnswers };
    } catch (error) {
      if (lostAnswers === 0 && isRefusal(error)) refused?.();
      if (!isOutcomeUnknown(error) || lostAnswers + 1 >= MAX_PLANS) throw error;
      const now = await client.get(wire, id);
      if (now === null) throw error;
      record = now;
      operations = plan(now);
    }
  }
}

export const isRefusal = (error: unknown): boolean => error instanceof ConnectWiseError && !error.mayHaveCommitted;

const isOutcomeUnknown = (error: unknown): boolean =>
  error instanceof ConnectWiseError && error.mayHaveCommitted && error.kind !== 'timeout';
