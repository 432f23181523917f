import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { type EntityLink, LOOK_AGAIN } from '../../../links/link.ts';
import { agreedFields } from '../../conflicts/base.rules.ts';
import { localMissing } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
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
  for (const { parsed, link, fields: read, silent } of open) {
    if (!link) continue;
    const local = locals.get(link.localId);
    const decision = local
      ? withGoingOut(sync, read, local, mergeLinked(sync, owner, link, shownTo(sync, silent, link, read, local), local))
      : failed(sync, link.localId);
    made.push([parsed, decision]);
    if (parsed.record && decision.kind === 'update' && renames(decision.changes))
      renamed.push({ parsed, localId: link.localId, keys: sync.keysOf(parsed.record, decision.fields) });
  }
  return { made, renamed };
}

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
  { fields: table }: EntitySync,
  read: Fields,
  local: LocalRow,
  decision: Extract<Decision, { kind: 'update' | 'seen' }>,
): Decision {
  const { link } = decision;
  if (link.remoteHash !== LOOK_AGAIN || !link.base) return decision;
  const stands = decision.kind === 'update' ? decision.fields : local.fields;
  const goingOut = Object.entries(table).flatMap(([field, { out, direction, derived }]) => {
    if (!out.update || derived || !(field in read) || (link.base && field in link.base)) return [];
    const [ours, theirs] = [stands[field] ?? null, read[field] ?? null];
    if (isSame(ours, theirs) || (isNothing(ours) && out.clear !== 'remove')) return [];
    return direction === 'out_if_empty' && !isNothing(theirs) ? [] : [field];
  });
  return goingOut.length > 0 ? { ...decision, goingOut } : decision;
}

/** What a field that says nothing shows is what was agreed on: neither an edit of ConnectWise nor an agreement to what stands here. */
export function withoutSilent(
  silent: readonly string[],
  { base }: Pick<EntityLink, 'base'>,
  remote: Fields,
  local: LocalRow,
): Fields {
  const known = { ...local.fields, ...agreedFields(base) };
  return { ...remote, ...Object.fromEntries(silent.map((field) => [field, known[field] ?? null])) };
}

/** The row that a record is or would be linked to is gone from the CRM. */
export const failed = (sync: EntitySync, localId: Id | null): Decision => ({
  kind: 'fail',
  problem: RecordProblem.of('local_missing', localMissing(sync.words)),
  localId,
});
