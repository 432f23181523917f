import { parentHasIssue, parentIsOut } from '../../messages/skip-reason.messages.ts';
import type { EntitySync, Reference } from '../../records/entity-sync.ts';
import { EXCLUDED, PARENT_FAILED } from '../../records/skip-codes.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { keyOf } from '../prepare/reference-state.ts';
import type { Decision, Decisions, OpenRecord, PageIds } from './decision.ts';
import type { ResolveFacts } from './load-facts.queries.ts';
import { resolveContextOf, resolveFields } from './resolve.rules.ts';

/** Stage 7: a record that names another one of its page follows what became of that: linked instead of created, or not taken in after all. */
export function followReferences(
  sync: EntitySync,
  open: readonly OpenRecord[],
  facts: ResolveFacts,
  { decisions, pageIds }: { decisions: Decisions; pageIds: PageIds },
): [ParsedRecord, Decision][] {
  const context = resolveContextOf(facts, pageIds);
  const byKey = new Map<string, Decision>();
  for (const [{ remoteId }, decision] of decisions) byKey.set(keyOf(sync.entity, remoteId), decision);
  return open.flatMap(({ parsed }): [ParsedRecord, Decision][] => {
    const decision = decisions.get(parsed);
    if (!decision || !parsed.draft || !('fields' in decision)) return [];
    const inPage = sync.references(parsed.draft).filter((r) => pageIds.has(keyOf(r.entity, r.remoteId)));
    for (const reference of inPage) {
      const reason = whyOut(reference, byKey.get(keyOf(reference.entity, reference.remoteId)));
      if (reason === null) continue;
      const waitsFor = { entity: reference.entity, remoteId: reference.remoteId };
      const skip: Decision = { kind: 'skip', code: PARENT_FAILED, reason, waitsFor };
      // Parts stand before their bundle, so a bundle of this bundle sees it.
      byKey.set(keyOf(sync.entity, parsed.remoteId), skip);
      return [[parsed, skip]];
    }
    if (inPage.length === 0) return [];
    const again = resolveFields(sync, parsed, context, () => undefined);
    if (!('fields' in again)) return [];
    if (decision.kind === 'create') return [[parsed, { ...decision, fields: again.fields }]];
    return decision.kind === 'link' ? [[parsed, { ...decision, remote: again.fields }]] : [];
  });
}

function whyOut(reference: Reference, decision: Decision | undefined): string | null {
  if (decision?.kind === 'fail') return parentHasIssue(reference, decision.problem.message);
  if (decision?.kind !== 'skip') return null;
  return parentIsOut(reference, { isExcluded: decision.code === EXCLUDED, reason: decision.reason });
}
