import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { agreedFields, unplacedOfBase } from '../../conflicts/base.rules.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { RecordWords } from '../../messages/message.ts';
import { closedByDirection } from '../../messages/not-sent.messages.ts';
import {
  type ClosedWords,
  changeClosed,
  changeExcluded,
  changeSkipped,
  changeSkippedByMode,
  linkBroken,
  linkedBecause,
  pulledAsNew,
  recordExcluded,
  recordNotTakenIn,
  recordSkipped,
  updatedFields,
} from '../../messages/pull-description.messages.ts';
import { changeUnplaced } from '../../messages/unplaced.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { isNothing } from '../../records/fields/derive.ts';
import {
  type AnyFieldTable,
  namedChanges,
  toldChanges,
  withName,
  withNames,
  wordOf,
} from '../../records/fields/field-table.ts';
import {
  BEING_WRITTEN,
  BY_DIRECTION,
  BY_MODE,
  CONFLICT,
  CONFLICT_ASKED,
  EXCLUDED,
  UNPLACED,
} from '../../records/skip-codes.ts';
import { unplacedInNew, unplacedNews } from '../../records/unplaced.ts';
import type { PullContext } from '../context/pull-context.ts';
import { type Decided, type Decision, isUpdated } from '../decide/decision.ts';
import { isSeen } from '../prepare/parsed-record.rules.ts';

/** The rows of the audit log that a page writes, in the order of its records. */
export function eventsOf(
  pullContext: PullContext,
  sync: EntitySync,
  requestId: string | null,
  decided: readonly Decided[],
): NewAuditEvent[] {
  const { runId, actor } = pullContext;
  return decided.flatMap((one) => {
    const { remoteId, name } = one.parsed;
    const attempt = (one.openOutcome?.attempts ?? 0) + 1;
    const shared = {
      direction: 'in',
      entity: sync.entity,
      remoteId,
      name,
      runId,
      attempt,
      actor: actor ?? null,
      requestId,
    } as const;
    const outcome = isToldBefore(pullContext, one) ? null : outcomeEvent(sync, one);
    const lagMs = lagOf(pullContext, one);
    const parts = [
      ...(outcome ? [{ ...outcome, lagMs }] : []),
      ...closedEvents(sync, one),
      ...unplacedEvents(one),
      ...remarkEvents(one),
    ];
    return parts.map((part) => ({
      ...shared,
      opportunityId: sync.saleOf ? (part.localId ?? null) : null,
      ...part,
    }));
  });
}

/** What the mode leaves was told when it came up; looking again because the CRM's record was edited is no news. */
const isToldBefore = ({ auditAlways }: PullContext, { decision, parsed, openOutcome }: Decided): boolean =>
  !auditAlways && decision.kind === 'mode_skip' && openOutcome?.skipCode === BY_MODE && isSeen(parsed, decision.link);

/** How long a change made in ConnectWise took to get here; null for what is older than the sync, or came for another reason. */
function lagOf(
  { lagSince, reevaluate, auditAlways, looksBelow }: PullContext,
  { decision, parsed }: Decided,
): number | null {
  // The time of a record says nothing of when something below it changed.
  if (!lagSince || reevaluate || auditAlways || looksBelow || !parsed.updatedAt || parsed.updatedAt < lagSince)
    return null;
  const isTaken = decision.kind === 'create' || decision.kind === 'link' || isUpdated(decision);
  return isTaken ? Math.max(0, Date.now() - parsed.updatedAt.getTime()) : null;
}

type EventPart = Pick<NewAuditEvent, 'operation' | 'status' | 'description'> & Partial<NewAuditEvent>;

function outcomeEvent(sync: EntitySync, one: Decided): EventPart | null {
  const { words, fields } = sync;
  const { decision } = one;
  const named = (changes: readonly { field: string }[]) =>
    toldChanges(fields, changes).map(({ field }) => wordOf(fields, field));
  switch (decision.kind) {
    case 'create': {
      const { localId } = decision;
      const description = pulledAsNew([...closedWords(sync, one), ...unplacedInNew(one.unplaced)]);
      return { operation: 'create', status: 'success', localId, description };
    }
    case 'link': {
      const { localId, because, left } = decision;
      const changes = withNames(fields, decision.changes, decision.fields);
      const closedEdits = [...closedWords(sync, one), ...unplacedInNew(one.unplaced)];
      const kept = Object.keys(decision.kept).map((field) => wordOf(fields, field));
      const description = linkedBecause({ because, changed: named(changes), left: named(left), kept, closedEdits });
      return { operation: 'link', status: 'success', localId, description, changes: namedChanges(fields, changes) };
    }
    case 'update': {
      const { changes, conflicts } = decision;
      const description = updatedFields(named(changes), {
        keptFromConnectWise: named(keptBy('connectwise', conflicts).filter(({ isOfNumber }) => !isOfNumber)),
        keptFromCrm: named(keptBy('crm', conflicts)),
        asked: named(keptBy('ask', conflicts)),
        first: named(conflicts.filter(({ isFirst }) => isFirst)),
        ofNumber: named(conflicts.filter(({ isOfNumber }) => isOfNumber)),
      });
      const localId = decision.link.localId;
      const told = { localId, description, changes: withConflicts(fields, decision) };
      if (changes.length > 0) return { operation: 'update', status: 'success', ...told };
      const isAsked = conflicts.some(({ kept }) => kept === 'ask');
      return { ...skipped, code: isAsked ? CONFLICT_ASKED : CONFLICT, ...told };
    }
    case 'mode_skip': {
      const { localId } = decision.link;
      const description = changeSkippedByMode(words, named(decision.changes));
      return { ...skipped, code: BY_MODE, localId, description, changes: leftChanges(fields, decision) };
    }
    case 'break': {
      const localId = decision.link.localId;
      return { ...failing, code: 'remote_deleted', localId, description: linkBroken(words) };
    }
    case 'skip': {
      const { code, localId = null, reason } = decision;
      // For a moment only: nothing became of a record that is linked.
      if (code === BEING_WRITTEN) return null;
      const description = skipDescription(words, { code, reason, isLinked: localId !== null });
      return { ...skipped, code, localId, description };
    }
    case 'fail': {
      const { problem, localId } = decision;
      return { ...failing, code: problem.code, localId, description: recordNotTakenIn(problem.message) };
    }
    case 'seen':
    case 'unchanged':
    case 'still_skipped':
    case 'still_failing':
      return null;
    default:
      return decision satisfies never;
  }
}

/** An edit of ConnectWise in a field that goes no way in, told once: of a new record and a new link their own row tells it. */
function closedEvents(sync: EntitySync, one: Decided): EventPart[] {
  const { decision } = one;
  if (decision.kind !== 'update' && decision.kind !== 'seen') return [];
  const news = one.closedEdits.filter(({ isNews }) => isNews);
  if (news.length === 0) return [];
  return [
    {
      ...skipped,
      code: BY_DIRECTION,
      localId: decision.link.localId,
      description: changeClosed(
        sync.words,
        closedWords(sync, { closedEdits: news.filter(({ isKeptThere }) => !isKeptThere) }),
        closedWords(sync, { closedEdits: news.filter(({ isKeptThere }) => isKeptThere) }),
      ),
      changes: namedChanges(
        sync.fields,
        news.map(({ field, here, there }) => ({ field, from: here, to: there })),
      ).map((change) => ({ ...change, field: notTaken(change.field) })),
    },
  ];
}

/** Another value of ConnectWise that has nothing here that stands for it, told once: of a new record and a new link their own row tells it. */
function unplacedEvents({ decision, unplaced }: Decided): EventPart[] {
  if (decision.kind !== 'update' && decision.kind !== 'seen') return [];
  const news = unplacedNews(unplaced, unplacedOfBase(decision.link.base), agreedFields(decision.link.base));
  if (news.length === 0) return [];
  const changes = news.map(({ label, value }) => ({ field: notTaken(label), from: null, to: value }));
  return [{ ...skipped, code: UNPLACED, localId: decision.link.localId, description: changeUnplaced(news), changes }];
}

const closedWords = ({ fields }: EntitySync, { closedEdits }: Pick<Decided, 'closedEdits'>): ClosedWords[] =>
  closedEdits.flatMap(({ field, there }) => {
    const { direction } = fields[field] ?? {};
    const value = isNothing(there) ? null : String(there);
    return direction ? [{ label: wordOf(fields, field), value, because: closedByDirection(direction) }] : [];
  });

const notTaken = (field: string): string => `${field} (ConnectWise's, not taken)`;

/** What the mode left as it is here, beside ConnectWise's value. */
const leftChanges = (
  fields: AnyFieldTable,
  { changes, values }: Extract<Decision, { kind: 'mode_skip' }>,
): FieldChange[] =>
  namedChanges(
    fields,
    changes.map(({ field, from, to }) => ({
      field,
      from: withName(fields, { field, value: from }, values?.fields ?? {}),
      to: withName(fields, { field, value: to }, values?.remote ?? {}),
    })),
  ).map((change) => ({ ...change, field: notTaken(change.field) }));

const skipped = { operation: 'skip', status: 'skipped' } as const;
const failing = { operation: 'fail', status: 'error' } as const;

function skipDescription(
  words: RecordWords,
  { code, reason, isLinked }: { code: string; reason: string; isLinked: boolean },
): string {
  if (code === EXCLUDED) return isLinked ? changeExcluded(words, reason) : recordExcluded(reason);
  return isLinked ? changeSkipped(words, reason) : recordSkipped(reason);
}

const keptBy = (side: Conflict['kept'], conflicts: readonly Conflict[]): Conflict[] =>
  conflicts.filter(({ kept }) => kept === side);

/** Rows of their own beside the outcome, so that they can be found by status and code. */
function remarkEvents({ decision, remarks }: Decided): EventPart[] {
  const localId = 'link' in decision ? decision.link.localId : 'localId' in decision ? decision.localId : null;
  return remarks.map(({ code, description, changes = [] }) => ({
    operation: 'check',
    status: 'info',
    code,
    localId,
    description,
    changes: [...changes],
  }));
}

/** Where the CRM's value stood against ConnectWise's, both are kept in the log, so that the losing one can be restored. */
const withConflicts = (
  fields: AnyFieldTable,
  { changes, conflicts, fields: ours, remote }: Extract<Decision, { kind: 'update' }>,
): FieldChange[] => [
  ...namedChanges(fields, withNames(fields, changes, ours)),
  ...namedChanges(
    fields,
    conflicts
      .filter(({ kept }) => kept !== 'connectwise')
      .map(({ field, crm, connectwise }) => ({
        field,
        from: withName(fields, { field, value: crm }, ours),
        to: withName(fields, { field, value: connectwise }, remote),
      })),
  ).map((change) => ({ ...change, field: notTaken(change.field) })),
];
