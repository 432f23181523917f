import { isSame } from '../../../../platform/is-same.ts';
import { type EntityLink, LOOK_AGAIN, type NewLink } from '../../../links/link.ts';
import { type Base, standInsOf, withItems, withStandIns } from '../../conflicts/base.rules.ts';
import type { Fields, FieldValue } from '../../records/entity-sync.ts';

/** How a record of ConnectWise stands, as a pull of it would see it. */
export interface RemoteState {
  remoteUpdatedAt: Date | null;
  /** Null when the record cannot be understood. */
  remoteHash: string | null;
  /** In the CRM's words. */
  fields: Fields | null;
  /** Of a record that cannot come in as it is (a contact whose company was taken away there): the fields that it says all the same. */
  legible?: Fields;
  /** IDs of the items that fields were read from. */
  items: object | undefined;
}

/**
 * Hash of a record that the next pull must look at: it holds changes of theirs beside ours. The old hash would do until somebody there takes both
 * back, and the record looks as it did before.
 */
export const UNREAD = 'unread';

/** What can be read of it in the CRM's words; null when nothing can. */
export const legibleOf = ({ fields, legible }: RemoteState): Fields | null => fields ?? legible ?? null;

/** What a link is told of it. */
export type AgreedState = Partial<Pick<NewLink, 'remoteUpdatedAt' | 'remoteHash' | 'base'>>;

/**
 * What a link remembers of a record that was just made from `local`: everything is agreed. Where ConnectWise shows another value than the CRM
 * (one that it cannot do without, or its own form of ours) that value stands in for ours.
 */
export function agreedOnCreate(local: Fields, state: RemoteState): AgreedState {
  const { remoteUpdatedAt, remoteHash, fields, items } = state;
  if (!fields) return { remoteUpdatedAt };
  const agreed = agree({ previous: null, local, after: fields, isAgreed: () => true });
  return { remoteUpdatedAt, remoteHash, base: withItems(agreed, items) };
}

/**
 * The same for a record that an unfinished attempt left behind, when it is not known of which values it was made. What was edited since differs
 * from the base, and goes out with its own push.
 */
export function agreedOnRecovery(
  local: Fields,
  { remoteUpdatedAt, remoteHash, fields, items }: RemoteState,
): AgreedState {
  if (!fields) return { remoteUpdatedAt };
  const agreed = agree({ previous: null, local, after: fields, isAgreed: () => false });
  return { remoteUpdatedAt, remoteHash, base: withItems(agreed, items) };
}

/**
 * What a link remembers after our patch of a record that read as `before` and came back as `after`. Both sides agree only on what was sent (and on
 * what is equal anyway): any other difference is a change of theirs. Then no hash is kept, so that the next pull takes it in instead of
 * knowing the record as seen.
 */
export function agreedOnUpdate(
  link: Pick<EntityLink, 'base' | 'remoteHash'>,
  local: Fields,
  {
    before,
    after,
    sent,
    toTake,
  }: { before: RemoteState; after: RemoteState; sent: readonly string[]; toTake: readonly string[] },
): AgreedState {
  const [was, is] = [legibleOf(before), legibleOf(after)];
  if (!is) return {};
  const isSent = new Set(sent);
  const base = withItems(
    agree({ previous: link.base, local, after: is, isAgreed: (field) => isSent.has(field) }),
    after.items,
  );
  const changedMeanwhile = Object.keys(is).some(
    (field) =>
      field in local && !isSent.has(field) && !isSame(was?.[field], is[field]) && !isSame(local[field], is[field]),
  );
  const hasNews = before.remoteHash !== link.remoteHash || toTake.length > 0 || changedMeanwhile;
  if (hasNews)
    return link.remoteHash === null
      ? { base }
      : { base, remoteHash: link.remoteHash === LOOK_AGAIN ? LOOK_AGAIN : UNREAD };
  return { remoteUpdatedAt: after.remoteUpdatedAt, remoteHash: after.remoteHash, base };
}

function agree({
  previous,
  local,
  after,
  isAgreed,
}: {
  previous: Base | null;
  local: Fields;
  after: Fields;
  isAgreed: (field: string) => boolean;
}): Base {
  const base: Record<string, unknown> = {};
  const standIns: Record<string, FieldValue> = {};
  const before = standInsOf(previous);
  for (const [field, theirs] of Object.entries(after)) {
    if (!(field in local) || isSame(local[field], theirs)) base[field] = theirs;
    else if (isAgreed(field)) {
      base[field] = local[field] ?? null;
      standIns[field] = theirs;
    } else {
      // What was never agreed on stays so.
      if (!previous) base[field] = theirs;
      else if (field in previous) base[field] = previous[field];
      if (field in before) standIns[field] = before[field] ?? null;
    }
  }
  // What no property of ConnectWise stands for is agreed by being sent.
  for (const field of Object.keys(local))
    if (!(field in after)) {
      if (isAgreed(field)) base[field] = local[field] ?? null;
      else if (previous && field in previous) base[field] = previous[field];
    }
  return withStandIns(base, standIns);
}
