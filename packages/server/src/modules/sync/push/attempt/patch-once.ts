import type { ConnectWiseClient, PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { mayPass } from '../../../../connectwise/client/retry.ts';
import type { Wire, WireRecord } from '../../../../connectwise/wire/wire.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { editedMeanwhile } from '../../messages/push-description.messages.ts';
import { PushBusy } from './push-refused.ts';

/** How often a patch is sent within one attempt of a push, and how often one of which nobody knows whether it was carried out. */
const MAX_SENT = 5;
const MAX_UNKNOWN = 3;

export interface PatchOnce<R extends WireRecord> {
  wire: Wire<R>;
  id: string | number;
  /** Of a record that hangs below another one. */
  parentId?: number | string;
  /** The record as it was read for the first plan. */
  remote: R;
  /** What must be sent so that a record is as it shall be; nothing when it is. */
  plan: (remote: R) => readonly PatchOperation[];
  /**
   * Told of a record that is another one by the time that the patch may be sent again: edited by somebody there, or by the patch itself where
   * nobody knows whether it was carried out (`isOursPerhaps`). Throws where the plan does not hold any more.
   */
  meanwhile?: (now: R, told: { isOursPerhaps: boolean }) => void | Promise<void>;
  /** What must be put right where a patch hit something else than what was read. */
  harmed?: (read: R, now: R, operations: readonly PatchOperation[]) => readonly PatchOperation[];
  /** Called when ConnectWise surely did not do it. */
  refused?: () => void;
}

/** The record afterwards, and how many answers were lost on the way. */
export interface PatchedOnce<R> {
  record: R;
  lostAnswers: number;
}

/**
 * Sends a patch so that it takes effect once, on what was read. Where it has to be sent again, for a lost answer or since ConnectWise could not take
 * it at the moment, the record is read again first, and only what is missing is sent: an item that was added to a list, and stands there by now, is
 * not added a second time, and a place in a list is that of the list as it is now. A request that timed out may still be on its way, so it is left
 * to the next attempt, which begins with a look too.
 */
export async function patchOnce<R extends WireRecord>(
  client: Pick<ConnectWiseClient, 'get' | 'patch'>,
  { wire, id, parentId, remote, plan, meanwhile, harmed, refused }: PatchOnce<R>,
): Promise<PatchedOnce<R>> {
  let operations = plan(remote);
  let record = remote;
  let unknown = 0;
  let lostAnswers = 0;
  for (let sent = 1; ; sent++) {
    if (operations.length === 0) return { record, lostAnswers };
    try {
      const now = await client.patch(wire, id, [...operations], parentId);
      const toPutRight = sent < MAX_SENT ? (harmed?.(record, now, operations) ?? []) : [];
      record = now;
      operations = toPutRight.length > 0 ? [...toPutRight, ...plan(now)] : [];
    } catch (error) {
      if (isOutcomeUnknown(error)) unknown++;
      const isOver = sent >= MAX_SENT || unknown >= MAX_UNKNOWN;
      const fail = (): never => {
        if (unknown === 0 && isRefusal(error)) refused?.();
        throw error;
      };
      // A place that there is not any more, perhaps.
      const isMisplaced = isInvalid(error) && operations.some(({ path }) => /\/\d+/.test(path));
      if (isOver || !(isMisplaced || mayBeSentAgain(error))) return fail();
      if (isAnswerLost(error)) lostAnswers++;
      const now = await client.get(wire, id, parentId);
      if (now === null || (isMisplaced && isSame(now, record))) return fail();
      if (!isSame(now, record)) await meanwhile?.(now, { isOursPerhaps: unknown > 0 });
      record = now;
      operations = plan(now);
    }
  }
}

/** A patch whose operations hold for the record as it was read, and for no other: where somebody has edited it meanwhile, the push begins anew. */
export async function patchAsRead<R extends WireRecord>(
  client: Pick<ConnectWiseClient, 'get' | 'patch'>,
  { operations, ...patch }: Omit<PatchOnce<R>, 'plan' | 'meanwhile'> & { operations: readonly PatchOperation[] },
): Promise<R> {
  const begunAnew = () => {
    throw new PushBusy(editedMeanwhile());
  };
  return (await patchOnce(client, { ...patch, plan: () => operations, meanwhile: begunAnew })).record;
}

const isRefusal = (error: unknown): boolean => error instanceof ConnectWiseError && !error.mayHaveCommitted;

const isInvalid = (error: unknown): boolean => error instanceof ConnectWiseError && error.kind === 'invalid';

const isOutcomeUnknown = (error: unknown): boolean => error instanceof ConnectWiseError && error.mayHaveCommitted;

const mayBeSentAgain = (error: unknown): boolean =>
  error instanceof ConnectWiseError && (error.mayHaveCommitted ? error.kind !== 'timeout' : mayPass(error));

/** Nothing came back, or half of it; an error that ConnectWise answers with is an answer. */
const isAnswerLost = (error: unknown): boolean =>
  error instanceof ConnectWiseError && error.mayHaveCommitted && (error.status === null || error.status < 400);
