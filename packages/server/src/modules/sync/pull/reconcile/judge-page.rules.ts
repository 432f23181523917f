import { hasOpenIssue, notInCrmYet } from '../../messages/reconcile-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { toldChanges, withName, wordOf } from '../../records/fields/field-table.ts';
import { EXCLUDED } from '../../records/skip-codes.ts';
import type { Decided, Decision } from '../decide/decision.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import { countReason, noReconcileCounts, type ReconcileCounts } from './reconcile-counts.ts';
import type { FieldDifference, Finding, WalkedLink } from './reconcile-page.queries.ts';

/** Where a record of ConnectWise stands by the link alone; `compare`: its fields have to be held against the CRM's. */
export type LinkSays = 'agrees' | 'paused' | 'broken' | 'deleted' | 'compare';

/**
 * What the link says of a record that ConnectWise listed. Equal content is agreement only where nothing that came from there was skipped: a
 * skipped change was seen, too. One that was synced after ConnectWise was asked is newer than the answer.
 */
export function standingByLink(
  parsed: Pick<ParsedRecord, 'hash' | 'problem'>,
  link: WalkedLink | undefined,
  { isGone, askedAt }: { isGone: boolean; askedAt: Date },
): LinkSays {
  if (!link) return 'compare';
  if (link.state === 'never') return 'paused';
  if (isGone) return link.state === 'broken' ? 'broken' : 'deleted';
  if (link.state === 'paused') return 'paused';
  if (link.state === 'linked' && link.isHere && link.syncedAt >= askedAt) return 'agrees';
  const isKnown = parsed.problem === null && parsed.hash !== null && parsed.hash === link.remoteHash;
  return isKnown && link.state === 'linked' && link.isHere && link.skipCode === null ? 'agrees' : 'compare';
}

/** What a page comes to: counts, and the records that are worth showing. */
export interface Judged {
  counts: ReconcileCounts;
  findings: Finding[];
  /** Records that the door in would change, create, link or tell of. */
  toHeal: ParsedRecord[];
}

export const nothingJudged = (): Judged => ({ counts: noReconcileCounts(), findings: [], toHeal: [] });

const CHANGES_NOT_TAKEN = 'the sync mode takes no changes from ConnectWise';

export interface JudgeOptions {
  sync: EntitySync;
  links: ReadonlyMap<string, WalkedLink>;
  takesChanges: boolean;
}

/** Counts a record by what the door in would do with it. */
export function judgeDecision(judged: Judged, decided: Decided, { sync, links, takesChanges }: JudgeOptions): void {
  const { parsed, decision, openOutcome } = decided;
  const link = links.get(parsed.remoteId);
  const { counts } = judged;
  const base = {
    remoteId: parsed.remoteId,
    name: parsed.name,
    localId: link?.localId ?? null,
    fields: [],
    isHealed: false,
  };
  const isBroken = link?.state === 'broken';
  switch (decision.kind) {
    case 'create':
    case 'link': {
      counts.pending++;
      judged.toHeal.push(parsed);
      const detail = notInCrmYet(decision.kind === 'create' ? 'created' : 'linked');
      judged.findings.push({ ...base, kind: 'not_here', detail });
      return;
    }
    case 'update': {
      counts[isBroken ? 'broken' : 'linked']++;
      counts.differing++;
      const fields = differencesOf(sync, decision);
      for (const { field } of fields) counts.fields[field] = (counts.fields[field] ?? 0) + 1;
      const who = fields.map(({ field }) => field).join(', ');
      const what = isAgreedBefore(decision) ? 'Changed in ConnectWise' : 'Differs in ConnectWise since it was linked';
      const detail = `${takesChanges ? what : `Differs, and ${CHANGES_NOT_TAKEN}`}: ${who}.`;
      judged.findings.push({ ...base, kind: 'differing', detail, fields });
      if (takesChanges) judged.toHeal.push(parsed);
      return;
    }
    case 'seen':
      // Nothing comes in: what both sides hold alike is agreed on in every mode.
      counts[isBroken ? 'broken' : 'linked']++;
      judged.toHeal.push(parsed);
      return;
    case 'skip':
      countSkip(counts, decision.code, decision.reason);
      if (!link) judged.toHeal.push(parsed);
      return;
    case 'still_skipped':
      countSkip(counts, openOutcome?.skipCode ?? '', openOutcome?.skipReason ?? '');
      return;
    case 'fail':
      counts.failing++;
      judged.toHeal.push(parsed);
      judged.findings.push({
        ...base,
        kind: link && !link.isHere ? 'not_in_crm' : 'failing',
        detail: decision.problem.message,
      });
      return;
    case 'still_failing':
      counts.failing++;
      judged.findings.push({
        ...base,
        kind: link && !link.isHere ? 'not_in_crm' : 'failing',
        detail: openOutcome?.issueMessage ?? hasOpenIssue(),
      });
      return;
    case 'unchanged':
      if (link) counts[isBroken ? 'broken' : 'linked']++;
      return;
    case 'mode_skip':
    case 'break':
      // Neither comes up: changes are judged as if the mode took them, and what is gone was told apart before.
      return;
    default:
      decision satisfies never;
  }
}

/** Skips by a filter are told by its rule; others by what they have in common, since their reasons name single records. */
function countSkip(counts: ReconcileCounts, code: string, reason: string): void {
  counts[code === EXCLUDED ? 'excluded' : 'skipped']++;
  countReason(counts.reasons, code === EXCLUDED ? reason : (skipWords[code] ?? reason));
}

const skipWords: Readonly<Record<string, string>> = {
  parent_excluded: 'the record that it belongs to is excluded or skipped',
  parent_failed: 'the record that it belongs to has an open issue',
  name_awaited: 'its name belongs to a record whose link is broken, which has an open issue',
};

/** Whether all of it was agreed on once; what a mode left as it was when the records were linked never was. */
const isAgreedBefore = ({ link, changes }: Extract<Decision, { kind: 'update' }>): boolean =>
  changes.every(({ field }) => link.base !== null && field in link.base);

function differencesOf(
  sync: EntitySync,
  { changes, conflicts, fields, remote }: Extract<Decision, { kind: 'update' }>,
) {
  const found: FieldDifference[] = changes.map(({ field, from }) => ({
    field,
    here: from,
    there: remote[field] ?? null,
  }));
  for (const { field, crm, connectwise } of conflicts)
    if (!found.some((one) => one.field === field)) found.push({ field, here: crm, there: connectwise });
  const named = ({ field }: FieldDifference, value: unknown, side: Fields) =>
    withName(sync.fields, { field, value }, side);
  return toldChanges(sync.fields, found).map((one) => ({
    field: wordOf(sync.fields, one.field),
    here: named(one, one.here, fields),
    there: named(one, one.there, remote),
  }));
}
