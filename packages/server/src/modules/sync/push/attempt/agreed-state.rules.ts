import { isSame } from '../../../../platform/is-same.ts';
import { type EntityLink, type NewLink, UNREAD, UNSETTLED } from '../../../links/link.ts';
import {
  agreedFields,
  type Base,
  closedOfBase,
  halfwayIn,
  saidOfBase,
  standInsOf,
  unplacedOfBase,
  unsentOfBase,
  withAside,
  withClosed,
  withHalfway,
  withItems,
  withoutStandIns,
  withSaid,
  withStandIns,
  withStillHeld,
  withUnplaced,
  withUnsent,
} from '../../conflicts/base.rules.ts';
import type { Fields, FieldValue, Remark } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/is-nothing.ts';
import { hashToKeep } from '../../records/remote-state.rules.ts';

/** How a record of ConnectWise stands, as a pull of it would see it. */
export interface RemoteState {
  remoteUpdatedAt: Date | null;
  /** Null when the record cannot be understood. */
  remoteHash: string | null;
  /** It may have changed again within the second of its time. */
  isUnsettled?: boolean;
  /** In the CRM's words. */
  fields: Fields | null;
  /** Of a record that cannot come in as it is (a contact whose company was taken away there): the fields that it says all the same. */
  legible?: Fields;
  /** Why it does not come in by any poll, a clause: what it belongs to there is excluded or skipped. */
  parentSkipped?: string;
  /** IDs of the items that hold these values; not there where nothing can be read. */
  itemsOf?: (agreed: Fields) => object;
  /** Fields that the record says nothing of, by what was agreed on. */
  silentOf?: (agreed: Fields | null) => readonly string[];
  /** Fields that do not fit what they were kept in step with any more, so that nothing of them was sent. */
  unfit?: readonly string[];
  /** Fields that the settings send to no new record. */
  unsent?: readonly string[];
  /** IDs of what it has that may have nothing here that stands for it. */
  unplaced?: Readonly<Record<string, string | null>>;
  /** It has values that nothing here stands for, though a field here would hold them. */
  hasMore?: boolean;
  /** What it says of fields that a map gives their values. */
  said?: { fields: readonly string[]; words: Fields | null };
  /** Of those the ones that nobody moved there since both sides agreed, whatever they stand for by now; null where that is not known. */
  unmovedOf?: (base: Base) => readonly string[] | null;
  /** Fields in which what it shows does not stand for the agreed value any more. */
  lapsedOf?: (agreed: Fields) => readonly string[];
  /** What a person should know of it beside the CRM's record as it stands. */
  remarksOf?: (local: Fields) => readonly Remark[];
}

/** What can be read of it in the CRM's words; null when nothing can. */
export const legibleOf = ({ fields, legible }: RemoteState): Fields | null => fields ?? legible ?? null;

/** What a link is told of it. */
export type AgreedState = Partial<Pick<NewLink, 'remoteUpdatedAt' | 'remoteHash' | 'base'>>;

/**
 * What a link remembers of a record that was just made from `local`: everything is agreed. Where ConnectWise shows another value than the CRM
 * (one that it cannot do without, or its own form of ours) that value stands in for ours. `kept`: fields of which ConnectWise keeps another value than
 * the one that was sent. `open`: those that were left out for want of an option there; nobody has agreed on them, and they are to go out.
 */
export function agreedOnCreate(
  local: Fields,
  state: RemoteState,
  { kept = [], open = [] }: { kept?: readonly string[]; open?: readonly string[] } = {},
): AgreedState {
  const { remoteUpdatedAt, fields, unfit = [], unsent = [], unplaced = {}, said } = state;
  if (!fields) return { remoteUpdatedAt };
  const isAgreed = (field: string) => !unfit.includes(field) && !open.includes(field);
  const agreed = agree({ previous: null, local, after: fields, isAgreed, unsent, unplaced, said });
  const base = withItemsOf(withoutStandIns(agreed, kept) ?? agreed, state);
  return { remoteUpdatedAt, remoteHash: kept.length > 0 ? UNREAD : keptHash(state), base };
}

/**
 * The same for a record that an unfinished attempt left behind, when it is not known of which values it was made. What was edited since differs
 * from the base, and goes out with its own push.
 */
export function agreedOnRecovery(local: Fields, state: RemoteState): AgreedState {
  const { remoteUpdatedAt, fields, unplaced = {}, said } = state;
  if (!fields) return { remoteUpdatedAt };
  const agreed = agree({ previous: null, local, after: fields, isAgreed: () => false, unplaced, said });
  return { remoteUpdatedAt, remoteHash: keptHash(state), base: withItemsOf(agreed, state) };
}

/**
 * The same for one that was made from here after the backup that the installation was restored from: what stands there is newer than the backup,
 * and comes in. Where nothing stands there, what is here goes out.
 */
export function agreedAfterRestore(local: Fields, state: RemoteState): AgreedState {
  const { remoteUpdatedAt, fields, unplaced = {} } = state;
  if (!fields) return { remoteUpdatedAt };
  const base = Object.fromEntries(
    Object.entries(fields).map(([field, theirs]) => [
      field,
      field in local && !isNothing(theirs) ? (local[field] ?? null) : theirs,
    ]),
  );
  return { remoteUpdatedAt, remoteHash: UNREAD, base: withItemsOf(withUnplaced(base, unplaced), state) };
}

/**
 * The same for a record that was found after the answer to its create was lost: `sent` is how it reads as it was sent, `found` as it stands. What
 * differs between the two was edited there since, which the next pull takes in.
 */
export function agreedOnFound(
  madeOf: Fields,
  { sent, found, open }: { sent: RemoteState; found: RemoteState; open: readonly string[] },
): AgreedState {
  const agreed = agreedOnCreate(madeOf, { ...sent, remoteUpdatedAt: found.remoteUpdatedAt }, { open });
  return sent.remoteHash === found.remoteHash ? agreed : { ...agreed, remoteHash: UNREAD };
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
    kept = [],
    operations = [],
  }: {
    before: RemoteState;
    after: RemoteState;
    sent: readonly string[];
    toTake: readonly string[];
    /** What was sent, and ConnectWise answers with another value: an edit of theirs, that stands in for nothing. */
    kept?: readonly string[];
    operations?: readonly { path: string }[];
  },
): AgreedState {
  const [was, is] = [legibleOf(before), legibleOf(after)];
  if (!is) return {};
  const isSent = new Set(sent);
  const agreed = withItemsOf(
    agree({
      previous: link.base,
      local,
      after: is,
      isAgreed: (field) => isSent.has(field),
      unplaced: { ...unplacedOfBase(link.base), ...patchedIn(after.unplaced, operations) },
      said: after.said,
    }),
    after,
  );
  const base = withoutStandIns(agreed, kept) ?? agreed;
  const changedMeanwhile = Object.keys(is).some(
    (field) =>
      field in local && !isSent.has(field) && !isSame(was?.[field], is[field]) && !isSame(local[field], is[field]),
  );
  const hasNews = toTake.length + kept.length > 0 || changedMeanwhile;
  if (!hasNews && link.remoteHash === UNSETTLED) return { base };
  if (hasNews || before.remoteHash !== link.remoteHash)
    return link.remoteHash === null ? { base } : { base, remoteHash: UNREAD };
  return { remoteUpdatedAt: after.remoteUpdatedAt, remoteHash: keptHash(after), base };
}

/** What we wrote ourselves is seen; any other value that is new there is told by the next pull. */
const patchedIn = (unplaced: RemoteState['unplaced'] = {}, operations: readonly { path: string }[]) =>
  Object.fromEntries(Object.entries(unplaced).filter(([property]) => operations.some(({ path }) => path === property)));

const keptHash = ({ remoteHash, isUnsettled = false }: RemoteState): string | null =>
  hashToKeep(remoteHash, isUnsettled);

const withItemsOf = (agreed: Base, { itemsOf }: RemoteState): Base =>
  withItems(agreed, itemsOf?.(agreedFields(agreed)));

function agree({
  previous,
  local,
  after,
  isAgreed,
  unsent = [],
  unplaced,
  said,
}: {
  previous: Base | null;
  local: Fields;
  after: Fields;
  isAgreed: (field: string) => boolean;
  unsent?: readonly string[];
  unplaced: Readonly<Record<string, string | null>>;
  said: RemoteState['said'];
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
      else if (previous && field in previous) {
        base[field] = previous[field];
        if (field in before) standIns[field] = before[field] ?? null;
      }
    }
  const closed = Object.entries(closedOfBase(previous)).filter(
    ([field, seen]) => isSame(after[field], seen) && !isSame(local[field], seen),
  );
  const still = unsentOfBase(previous).filter((field) => !isAgreed(field));
  const notSent = [...unsent, ...still].filter((field) => field in standIns);
  const halfway = Object.fromEntries(
    Object.entries(halfwayIn(previous)).filter(([field]) => !isAgreed(field) && !isSame(local[field], after[field])),
  );
  const known = withHalfway(withUnplaced(withUnsent(withStandIns(base, standIns), notSent), unplaced), halfway);
  const isSaidAgreed = said?.fields.every((field) => isAgreed(field) || isSame(local[field], after[field]));
  const words = !previous || isSaidAgreed ? (said?.words ?? null) : saidOfBase(previous);
  const held = withStillHeld(known, previous, { local, there: after, isAgreed });
  return withSaid(withAside(withClosed(held, Object.fromEntries(closed)), previous), words);
}
