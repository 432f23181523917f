import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { Id } from '../../../../platform/ids.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { keyOf } from '../prepare/reference-state.ts';
import type { Decision, Matched, PageIds, Renamed } from './decision.ts';
import { keptHere } from './kept-here.rules.ts';
import { rowIsGone, silentAsAgreed } from './linked.rules.ts';
import type { LocalRow } from './local-rows.queries.ts';
import { mergeSides, renames } from './merge-sides.rules.ts';

export interface LinkPolicy {
  /** Whether the mode takes changes in; without, a record is linked and left as it is. */
  takesChanges: boolean;
  owner: Owner;
}

/** Stage 6: links records to the rows of the CRM that they turned out to be. */
export function linkMatched(
  sync: EntitySync,
  matched: readonly Matched[],
  locals: ReadonlyMap<Id, LocalRow>,
  policy: LinkPolicy,
): { made: [ParsedRecord, Decision][]; renamed: Renamed[]; pageIds: PageIds } {
  const made: [ParsedRecord, Decision][] = [];
  const renamed: Renamed[] = [];
  const pageIds = new Map<string, Id>();
  for (const { one, localId, because, owner } of matched) {
    const { parsed, link, silent } = one;
    const local = locals.get(localId);
    if (!local) {
      made.push([parsed, rowIsGone(sync, null)]);
      continue;
    }
    const remote = silent.length > 0 ? silentAsAgreed(silent, { base: null }, one.fields, local) : one.fields;
    if (!link) pageIds.set(keyOf(sync.entity, parsed.remoteId), localId);
    const decision = linkTo(sync, because, remote, local, owner ? { owner, takesChanges: true } : policy);
    made.push([parsed, decision]);
    if (parsed.record && renames(decision.changes))
      renamed.push({ parsed, localId, keys: sync.keysOf(parsed.record, remote) });
  }
  return { made, renamed, pageIds };
}

/** One record that is about to be linked, with what changes in its row: nothing, unless the mode takes changes in. */
export function linkTo(
  sync: EntitySync,
  because: string,
  remote: Fields,
  local: LocalRow,
  { takesChanges, owner }: LinkPolicy,
): Extract<Decision, { kind: 'link' }> {
  const { fields, changes } = mergeSides({ sync, owner, base: null }, local.fields, remote);
  const link = { kind: 'link', localId: local.id, because, remote } as const;
  const taken = takesChanges ? { fields, changes, left: [] } : { fields: local.fields, changes: [], left: changes };
  return { ...link, ...taken, kept: keptHere(sync, { remote, ...taken }) };
}
