import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { EntityLink } from '../../../links/link.ts';
import {
  agreedFields,
  halfwayOfBase,
  isAgreedThere,
  withoutStandIns,
  withReadAnew,
} from '../../conflicts/base.rules.ts';
import { foreignExtensions } from '../../conflicts/foreign-extensions.rules.ts';
import { localMissing } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { isSettingsAlone, type ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, OpenRecord, Renamed } from './decision.ts';
import { withFreed, withGoingOut } from './going-out.rules.ts';
import type { LocalRow } from './local-rows.queries.ts';
import { mergeSides, renames } from './merge-sides.rules.ts';

/** Stage 4: records whose ConnectWise side changed, merged with what stands here. Those that get another name are told apart. */
export function decideLinked(
  sync: EntitySync,
  owner: Owner,
  open: readonly OpenRecord[],
  locals: ReadonlyMap<Id, LocalRow>,
): { made: [ParsedRecord, Decision][]; renamed: Renamed[] } {
  const made: [ParsedRecord, Decision][] = [];
  const renamed: Renamed[] = [];
  for (const one of open) {
    const { parsed, link: known, fields: read, silent, lapsed, passed = [] } = one;
    if (!known) continue;
    const mapped = mappedAnew(sync, one, known).filter((field) => !silent.includes(field));
    const before = withoutStandIns(known.base, without(lapsed, [...passed, ...mapped]));
    const link = { ...known, base: before && mapped.length > 0 ? withReadAnew(before, mapped, read) : before };
    const local = locals.get(link.localId);
    const unsaid = [...silent, ...halfwayOfBase(link.base), ...foreignExtensions(sync.fields, link.base, read)];
    const remote = (row: LocalRow): Fields => withoutFields(shownTo(sync, unsaid, link, read, row), passed);
    const decision = local
      ? withFreed(
          sync,
          read,
          withGoingOut(sync, read, local, {
            ...mergeLinked(sync, owner, link, remote(local), local, unsaid),
            passed,
            ...readAnewIn(mapped, parsed, known, read),
          }),
        )
      : rowIsGone(sync, link.localId);
    made.push([parsed, decision]);
    if (parsed.record && decision.kind === 'update' && renames(decision.changes))
      renamed.push({ parsed, localId: link.localId, keys: sync.keysOf(parsed.record, decision.fields) });
  }
  return { made, renamed };
}

/** The fields of a linked record that are not looked at since the settings alone changed, and those of others. */
export const passedIn = ({ parsed, link, fields }: OpenRecord): string[] =>
  link && isSettingsAlone(parsed, link) ? without(Object.keys(fields), link.lookAgainAt ?? []) : [];

/**
 * Fields that stand for something else since a map was changed and that nobody moved, whatever else of the record was edited: neither side's value is
 * written. A link that does not know what ConnectWise said of them tells it by the whole record.
 */
function mappedAnew({ mapped }: EntitySync, { parsed, fields: read, unmoved }: OpenRecord, link: EntityLink): string[] {
  const fields = (mapped?.fields ?? []).filter((field) => field in read && link.lookAgainAt?.includes(field));
  if (unmoved) return fields.filter((field) => unmoved.includes(field));
  return isSettingsAlone(parsed, link) ? fields : [];
}

function readAnewIn(
  mapped: readonly string[],
  parsed: ParsedRecord,
  link: EntityLink,
  read: Fields,
): Pick<Extract<Decision, { kind: 'seen' }>, 'readAnew'> {
  const { base } = link;
  const fields = mapped.filter(
    (field) => base !== null && field in base && !isAgreedThere(base, field, read[field] ?? null),
  );
  const isAlone = isSettingsAlone(parsed, link);
  return mapped.length > 0 && (isAlone || fields.length > 0) ? { readAnew: { fields, isAlone } } : {};
}

function withoutFields<V>(values: Readonly<Record<string, V>>, fields: readonly string[]): Record<string, V> {
  if (fields.length === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)));
}

const without = (fields: readonly string[], others: readonly string[]): string[] =>
  fields.filter((field) => !others.includes(field));

/** One record whose ConnectWise side changed: merged field by field against the base. */
export function mergeLinked(
  sync: EntitySync,
  owner: Owner,
  link: EntityLink,
  remote: Fields,
  local: LocalRow,
  silent: readonly string[],
): Extract<Decision, { kind: 'update' | 'seen' }> {
  // What says nothing shows what was agreed on, and nothing that stands in for it.
  const base = withoutStandIns(baseFor(sync, link, local), silentTo(sync, silent, local));
  const { fields, conflicts, changes } = mergeSides({ sync, owner, base }, local.fields, remote);
  if (changes.length === 0 && conflicts.length === 0) return { kind: 'seen', link, remote };
  return { kind: 'update', link, remote, fields, changes, conflicts };
}

/** What ConnectWise's record says to this row of the CRM: nothing of fields that are silent, or that are filled here and only taken in where they are not. */
function shownTo(sync: EntitySync, silent: readonly string[], link: EntityLink, read: Fields, local: LocalRow): Fields {
  const all = silentTo(sync, silent, local);
  return all.length > 0 ? silentAsAgreed(all, link, read, local) : read;
}

const silentTo = ({ keptIfFilled = [] }: EntitySync, silent: readonly string[], local: LocalRow): string[] => [
  ...silent,
  ...keptIfFilled.filter((field) => !isNothing(local.fields[field])),
];

/** A field that is taken in where it is empty here counts as never agreed on while it is: emptied here, it is filled again. */
function baseFor(sync: EntitySync, { base }: EntityLink, local: LocalRow): EntityLink['base'] {
  const empty = (sync.keptIfFilled ?? []).filter((field) => isNothing(local.fields[field]));
  return base && withoutFields(base, empty);
}

/**
 * What a field that says nothing shows is what was agreed on: neither an edit of ConnectWise nor an agreement to what stands here. Where nothing was
 * agreed on and the two differ, nothing is.
 */
export function silentAsAgreed(
  silent: readonly string[],
  { base }: Pick<EntityLink, 'base'>,
  remote: Fields,
  local: LocalRow,
): Fields {
  const agreed = agreedFields(base);
  const said = Object.entries(remote).filter(([field]) => !silent.includes(field));
  const kept = silent.flatMap((field) => {
    if (field in agreed) return [[field, agreed[field] ?? null]];
    const ours = local.fields[field] ?? null;
    return base === null || isSame(ours, remote[field] ?? null) ? [[field, ours]] : [];
  });
  return Object.fromEntries([...said, ...kept]);
}

/** The row that a record is or would be linked to is gone from the CRM. */
export const rowIsGone = (sync: EntitySync, localId: Id | null): Decision => ({
  kind: 'fail',
  problem: RecordProblem.of('local_missing', localMissing(sync.words)),
  localId,
});
