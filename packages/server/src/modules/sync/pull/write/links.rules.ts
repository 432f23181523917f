import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { EntityLink, NewLink } from '../../../links/link.ts';
import {
  agreedFields,
  type Base,
  baseAfterPull,
  halfwayIn,
  heldEditsOfBase,
  saidOfBase,
  standInsOf,
  withAgreed,
  withClosed,
  withHalfway,
  withHeld,
  withSaid,
  withStillHeld,
  withUnplaced,
} from '../../conflicts/base.rules.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { saidIn } from '../../records/mapped-fields.rules.ts';
import { hashToKeep } from '../../records/remote-state.rules.ts';
import { unplacedIds } from '../../records/unplaced.ts';
import { type Decided, type Decision, isUpdated } from '../decide/decision.ts';
import type { LinkUpdate } from './links.queries.ts';

export interface LinkWrites {
  newLinks: NewLink[];
  linkUpdates: LinkUpdate[];
}

/** The links that a page binds, and those that it brings up to date. */
export function linksOf(connectionId: Id, sync: EntitySync, decided: readonly Decided[]): LinkWrites {
  const newLinks: NewLink[] = [];
  const linkUpdates: LinkUpdate[] = [];
  const bound = (one: Decided, own: Pick<NewLink, 'localId' | 'origin' | 'base'>): NewLink => ({
    connectionId,
    entity: sync.entity,
    remoteId: one.parsed.remoteId,
    remoteUpdatedAt: one.parsed.updatedAt,
    remoteHash: hashToKeep(one.parsed.hash, one.parsed.isUnsettled),
    ...own,
  });
  const seen = (one: Decided, own: Pick<LinkUpdate, 'link' | 'base' | 'state'>): LinkUpdate => ({
    isSynced: isUpdated(one.decision),
    remoteUpdatedAt: one.parsed.updatedAt,
    remoteHash: hashToKeep(one.parsed.hash, one.parsed.isUnsettled),
    ...own,
  });
  for (const one of decided) {
    const { decision } = one;
    switch (decision.kind) {
      case 'create':
        newLinks.push(
          bound(one, { localId: decision.localId, origin: 'pulled', base: baseOf(sync, one, decision.fields, null) }),
        );
        break;
      case 'link': {
        const base = baseOf(sync, one, withoutLeft(sync, decision), null);
        const held = withHeld(base, decision.kept);
        newLinks.push(bound(one, { localId: decision.localId, origin: 'matched', base: held }));
        break;
      }
      case 'update':
      case 'seen': {
        const { link } = decision;
        const remote = decision.kind === 'update' ? withoutAsked(decision) : decision.remote;
        linkUpdates.push(seen(one, { link, base: baseOf(sync, one, remote, link), state: 'linked' }));
        break;
      }
      case 'mode_skip':
        linkUpdates.push(seen(one, { link: decision.link, base: baseOfLeft(decision), state: 'linked' }));
        break;
      case 'break':
        linkUpdates.push(seen(one, { link: decision.link, base: null, state: 'broken' }));
        break;
      case 'skip':
      case 'fail':
      case 'unchanged':
      case 'still_skipped':
      case 'still_failing':
        break;
      default:
        decision satisfies never;
    }
  }
  return { newLinks, linkUpdates };
}

/** What is agreed on once the record is in, and what was seen in fields that go no way in. */
function baseOf(
  sync: EntitySync,
  { parsed: { record, draft }, decision, closed, closedEdits, unplaced }: Decided,
  remote: Fields,
  link: EntityLink | null,
): Base {
  const before = link?.base ?? null;
  const { unfit = [] } = sync;
  const kept = 'passed' in decision && decision.passed ? [...unfit, ...decision.passed] : unfit;
  const base = baseAfterPull(
    before,
    {
      remote: withKept(kept, remote, () => agreedFields(before)),
      closed: withKept(kept, closed, () => standInsOf(before)),
    },
    record ? (agreed) => sync.itemIds?.(record, agreed) ?? {} : undefined,
  );
  const said = isSaidAgreed(sync, decision) ? saidIn(sync, draft) : saidOfBase(before);
  const known = withSaid(withHalfway(withUnplaced(base, unplacedIds(unplaced)), halfwayIn(before)), said);
  // An edit that was held stands in the row as it did, unless ConnectWise's value has taken its place.
  const local = { ...heldEditsOfBase(before), ...(decision.kind === 'update' ? decision.fields : {}) };
  const seen = withStillHeld(known, before, { local, there: remote });
  if (closedEdits.length === 0) return seen;
  return withClosed(seen, Object.fromEntries(closedEdits.map(({ field, there }) => [field, there])));
}

/** The mode leaves the record as it is; what both sides hold alike by now is agreed on all the same. Null where that is nothing new. */
function baseOfLeft({ link, changes, values }: Extract<Decision, { kind: 'mode_skip' }>): Base | null {
  const { base, lookAgainAt } = link;
  if (!base || !values || lookAgainAt) return null;
  const agreed = agreedFields(base);
  const alike = Object.entries(values.remote).filter(
    ([field, there]) =>
      field in agreed &&
      !isSame(agreed[field], there) &&
      isSame(values.fields[field] ?? null, there) &&
      !changes.some((one) => one.field === field),
  );
  return alike.length > 0 ? withAgreed(base, Object.fromEntries(alike)) : null;
}

/** Whether what ConnectWise says of mapped fields is agreed on now: nobody is asked about one of them, and all were looked at. */
function isSaidAgreed({ mapped }: EntitySync, decision: Decision): boolean {
  const asked = decision.kind === 'update' ? askedIn(decision.conflicts) : [];
  const passed = ('passed' in decision && decision.passed) || [];
  return !mapped?.fields.some((field) => asked.includes(field) || passed.includes(field));
}

const askedIn = (conflicts: readonly Conflict[]): string[] =>
  conflicts.filter(({ kept }) => kept === 'ask').map(({ field }) => field);

/** With what was remembered of fields that do not fit any more, or that are not looked at: an edit here is known as ours once they are. */
function withKept(kept: readonly string[], fields: Fields, remembered: () => Fields): Fields {
  if (kept.length === 0) return fields;
  const before = remembered();
  const again = kept.flatMap((field) => (field in before ? [[field, before[field] ?? null]] : []));
  return { ...fields, ...Object.fromEntries(again) };
}

/** What the mode left as it is here was never agreed on: the CRM's empty field is no edit that empties ConnectWise's. */
function withoutLeft({ table }: EntitySync, { remote, left }: Extract<Decision, { kind: 'link' }>): Fields {
  const fields = new Set(left.map(({ field }) => field).filter((field) => !table.derived?.includes(field)));
  return Object.fromEntries(Object.entries(remote).filter(([field]) => !fields.has(field)));
}

/** What a person is asked about is not agreed on yet: the value of before stays the agreed one. */
function withoutAsked({ link, remote, conflicts }: Extract<Decision, { kind: 'update' }>): Fields {
  const asked = askedIn(conflicts);
  if (asked.length === 0) return remote;
  const agreed = agreedFields(link.base);
  return { ...remote, ...Object.fromEntries(asked.map((field) => [field, agreed[field] ?? null])) };
}
