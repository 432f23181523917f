import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import { agreedFields } from '../../conflicts/base.rules.ts';
import { localMissing } from '../../messages/pull-problem.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
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
    const fields = local && silent.length > 0 ? withoutSilent(silent, link, read, local) : read;
    const decision = local ? mergeLinked(sync, owner, link, fields, local) : failed(sync, link.localId);
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
  const { fields, conflicts, changes } = mergeSides({ sync, owner, base: link.base }, local.fields, remote);
  if (changes.length === 0 && conflicts.length === 0) return { kind: 'seen', link, remote };
  return { kind: 'update', link, remote, fields, changes, conflicts };
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
