import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import type { Conflict } from '../../conflicts/merge.rules.ts';
import type { RecordWords } from '../../messages/message.ts';
import {
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
import type { EntitySync } from '../../records/entity-sync.ts';
import { type AnyFieldTable, namedChanges, wordOf } from '../../records/fields/field-table.ts';
import { BY_MODE, EXCLUDED } from '../../records/skip-codes.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decided, Decision } from '../decide/decision.ts';

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
    const outcome = outcomeEvent(sync, one.decision);
    const lagMs = lagOf(pullContext, one);
    const parts = [...(outcome ? [{ ...outcome, lagMs }] : []), ...remarkEvents(one)];
    return parts.map((part) => ({
      ...shared,
      opportunityId: sync.saleOf ? (part.localId ?? null) : null,
      ...part,
    }));
  });
}

/** How long a change made in ConnectWise took to get here; null for what is older than the sync, or came for another reason. */
function lagOf({ lagSince, reevaluate, auditAlways }: PullContext, { decision, parsed }: Decided): number | null {
  if (!lagSince || reevaluate || auditAlways || !parsed.updatedAt || parsed.updatedAt < lagSince) return null;
  const isTaken = decision.kind === 'create' || decision.kind === 'link' || decision.kind === 'update';
  return isTaken ? Math.max(0, Date.now() - parsed.updatedAt.getTime()) : null;
}

type EventPart = Pick<NewAuditEvent, 'operation' | 'status' | 'description'> & Partial<NewAuditEvent>;

function outcomeEvent({ words, fields }: EntitySync, decision: Decision): EventPart | null {
  const named = (changes: readonly { field: string }[]) => changes.map(({ field }) => wordOf(fields, field));
  switch (decision.kind) {
    case 'create': {
      const { localId } = decision;
      return { operation: 'create', status: 'success', localId, description: pulledAsNew() };
    }
    case 'link': {
      const { localId, because, changes } = decision;
      const description = linkedBecause({ because, changed: named(changes) });
      return { operation: 'link', status: 'success', localId, description, changes: namedChanges(fields, changes) };
    }
    case 'update': {
      const { changes, conflicts } = decision;
      const description = updatedFields(named(changes), {
        keptFromConnectWise: named(keptBy('connectwise', conflicts)),
        keptFromCrm: named(keptBy('crm', conflicts)),
        asked: named(keptBy('ask', conflicts)),
      });
      const localId = decision.link.localId;
      return { operation: 'update', status: 'success', localId, description, changes: withConflicts(fields, decision) };
    }
    case 'mode_skip': {
      const localId = decision.link.localId;
      return { ...skipped, code: BY_MODE, localId, description: changeSkippedByMode(words) };
    }
    case 'break': {
      const localId = decision.link.localId;
      return { ...failing, code: 'remote_deleted', localId, description: linkBroken(words) };
    }
    case 'skip': {
      const { code, localId = null, reason } = decision;
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
  { changes, conflicts }: Extract<Decision, { kind: 'update' }>,
): FieldChange[] => [
  ...namedChanges(fields, changes),
  ...namedChanges(fields, conflicts)
    .filter(({ kept }) => kept !== 'connectwise')
    .map(({ field, crm, connectwise }) => ({
      field: `${field} (ConnectWise's, not taken)`,
      from: crm,
      to: connectwise,
    })),
];
