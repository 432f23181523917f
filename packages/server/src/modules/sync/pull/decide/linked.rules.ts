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
import { localMissing } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import { keepsValueThere } from '../../records/fields/directed-fields.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { isSettingsAlone, type ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, OpenRecord, Renamed } from './decision.ts';
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
    const nothing = [...silent, ...halfwayOfBase(link.base)];
    const remote = (row: LocalRow): Fields => withoutFields(shownTo(sync, nothing, link, read, row), passed);
    const decision = local
      ? withFreed(
          sync,
          read,
          withGoingOut(sync, read, local, {
            ...mergeLinked(sync, owner, link, remote(local), local),
            passed,
            ...readAnewIn(mapped, parsed, known, read),
          }),
        )
      : failed(sync, link.localId);
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

function withoutFields(values: Fields, fields: readonly string[]): Fields {
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
): Extract<Decision, { kind: 'update' | 'seen' }> {
  const base = withoutKept(sync, link.base, local);
  const { fields, conflicts, changes } = mergeSides({ sync, owner, base }, local.fields, remote);
  if (changes.length === 0 && conflicts.length === 0) return { kind: 'seen', link, remote };
  return { kind: 'update', link, remote, fields, changes, conflicts };
}

/** What ConnectWise's record says to this row of the CRM: nothing of fields that are silent, or that are filled here and only taken in where they are not. */
function shownTo(sync: EntitySync, silent: readonly string[], link: EntityLink, read: Fields, local: LocalRow): Fields {
  const kept = (sync.keptIfFilled ?? []).filter((field) => !isNothing(local.fields[field]));
  const all = [...silent, ...kept];
  return all.length > 0 ? withoutSilent(all, link, read, local) : read;
}

/** A field that is taken in where it is empty here counts as never agreed on while it is: emptied here, it is filled again. */
function withoutKept(sync: EntitySync, base: EntityLink['base'], local: LocalRow): EntityLink['base'] {
  const empty = (sync.keptIfFilled ?? []).filter((field) => isNothing(local.fields[field]));
  if (!base || empty.length === 0) return base;
  return Object.fromEntries(Object.entries(base).filter(([field]) => !empty.includes(field)));
}

/**
 * Fields that go another way since the settings were changed, and in which the CRM's value is the one that counts and differs there: it is sent at
 * once. Any other difference waits for the next edit, as ever.
 */
function withGoingOut(
  { fields: table, mapped }: EntitySync,
  read: Fields,
  local: LocalRow,
  decision: Extract<Decision, { kind: 'update' | 'seen' }>,
): Decision {
  const { link } = decision;
  const { base, lookAgainAt } = link;
  if (!lookAgainAt || !base) return decision;
  const stands = decision.kind === 'update' ? decision.fields : local.fields;
  const isAsked = (field: string) =>
    decision.kind === 'update' && decision.conflicts.some((one) => one.field === field && one.kept === 'ask');
  const [goingOut, keptThere]: [string[], string[]] = [[], []];
  for (const field of without(lookAgainAt, mapped?.fields ?? [])) {
    const entry = table[field];
    if (!entry?.out.update || entry.derived || !(field in read) || isAsked(field)) continue;
    const [ours, theirs] = [stands[field] ?? null, read[field] ?? null];
    if (keepsValueThere(entry, { base, ours, theirs }, field)) keptThere.push(field);
    else if (isSame(ours, theirs) || (isNothing(ours) && entry.out.clear !== 'remove')) continue;
    else if (field in base && isSame(ours, base[field]) && isAgreedThere(base, field, theirs)) continue;
    else if (entry.direction !== 'out_if_empty' || isNothing(theirs)) goingOut.push(field);
  }
  return {
    ...decision,
    ...(goingOut.length > 0 ? { goingOut } : {}),
    ...(keptThere.length > 0 ? { keptThere } : {}),
  };
}

/** An extension without a number has nothing to stand with in ConnectWise: it goes out as soon as a number comes in. */
function withFreed({ fields: table }: EntitySync, read: Fields, decision: Decision): Decision {
  if (decision.kind !== 'update') return decision;
  const { changes, conflicts, fields, goingOut = [] } = decision;
  const freed = Object.entries(table).flatMap(([field, { place, out }]) => {
    if (place.kind !== 'item' || place.part !== 'extension' || !out.update) return [];
    const isOurs = !isNothing(fields[field]) && !isSame(fields[field], read[field] ?? null);
    const isAsked = conflicts.some((one) => one.field === field && one.kept === 'ask');
    const hasCome = changes.some(({ field: number, from, to }) => {
      const there = table[number]?.place;
      return there?.kind === 'item' && there.role === place.role && isNothing(from) && !isNothing(to);
    });
    return isOurs && hasCome && !isAsked ? [field] : [];
  });
  return freed.length > 0 ? { ...decision, goingOut: [...goingOut, ...freed] } : decision;
}

/**
 * What a field that says nothing shows is what was agreed on: neither an edit of ConnectWise nor an agreement to what stands here. Where nothing was
 * agreed on and the two differ, nothing is.
 */
export function withoutSilent(
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
export const failed = (sync: EntitySync, localId: Id | null): Decision => ({
  kind: 'fail',
  problem: RecordProblem.of('local_missing', localMissing(sync.words)),
  localId,
});
