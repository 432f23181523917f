import { allInTurn } from '../../../../platform/database/all-in-turn.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog, NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import type { EntityLink, NewLink } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { baseAfterPull } from '../../conflicts/base.rules.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { BY_MODE } from '../../records/skip-codes.ts';
import type { PullContext } from '../context/pull-context.ts';
import type { Decision } from '../decide/decide.rules.ts';
import { insertLocalRows, updateLocalRows, type WrittenRow } from '../decide/local-rows.queries.ts';
import type { Decided } from '../decide/page-decisions.ts';
import {
  type LinkUpdate,
  type NewIssue,
  type NewSkip,
  openIssues,
  removeSkips,
  resolveIssues,
  updateLinks,
  writeSkips,
} from './page-writes.queries.ts';
import {
  brokenSentence,
  createdSentence,
  failedSentence,
  heldSentence,
  linkedSentence,
  modeSentence,
  skippedSentence,
  updatedSentence,
} from './sentences.rules.ts';

/** All that a page writes, gathered before the first statement. */
interface Writes {
  inserts: WrittenRow[];
  updates: WrittenRow[];
  newLinks: NewLink[];
  linkUpdates: LinkUpdate[];
  events: NewAuditEvent[];
  issues: NewIssue[];
  came: Id[];
  stayedOut: Id[];
  skips: NewSkip[];
  noLongerSkipped: string[];
}

/** Carries out the decisions of a page: one statement for each kind of row, and none for kinds that do not occur. */
export class PageWriter {
  constructor(
    private readonly audit: AuditLog,
    private readonly links: LinksService,
  ) {}

  async write(
    tx: Tx,
    pullContext: PullContext,
    sync: EntitySync,
    decided: readonly Decided[],
    requestId: string | null,
  ): Promise<void> {
    const writes = gather(pullContext, sync, decided, requestId);
    const { connectionId } = pullContext;
    await allInTurn([
      insertLocalRows(tx, sync.table, writes.inserts),
      updateLocalRows(tx, sync.table, writes.updates),
      this.links.bind(tx, writes.newLinks),
      updateLinks(tx, writes.linkUpdates),
      openIssues(tx, connectionId, sync.entity, writes.issues),
      resolveIssues(tx, writes.came, 'The record came in.'),
      resolveIssues(tx, writes.stayedOut, 'The record stays out for another reason by now; see the audit log.'),
      writeSkips(tx, connectionId, sync.entity, writes.skips),
      removeSkips(tx, connectionId, sync.entity, writes.noLongerSkipped),
      this.audit.record(tx, writes.events),
    ]);
  }
}

function gather(
  pullContext: PullContext,
  sync: EntitySync,
  decided: readonly Decided[],
  requestId: string | null,
): Writes {
  const writes: Writes = {
    inserts: [],
    updates: [],
    newLinks: [],
    linkUpdates: [],
    events: [],
    issues: [],
    came: [],
    stayedOut: [],
    skips: [],
    noLongerSkipped: [],
  };
  for (const one of decided) {
    gatherRows(writes, pullContext, sync, one);
    resolveOutcomes(writes, one);
    for (const event of [eventOf(sync, one), remarkOf(one)]) {
      if (!event) continue;
      writes.events.push({
        direction: 'in',
        entity: sync.entity,
        remoteId: one.parsed.remoteId,
        name: one.parsed.name,
        runId: pullContext.runId,
        attempt: (one.note?.attempts ?? 0) + 1,
        actor: pullContext.actor ?? null,
        requestId,
        opportunityId: sync.entity === 'opportunity' ? (event.localId ?? null) : null,
        ...event,
      });
    }
  }
  return writes;
}

function gatherRows(writes: Writes, pullContext: PullContext, sync: EntitySync, { parsed, decision }: Decided): void {
  const state = { remoteUpdatedAt: parsed.updatedAt, remoteHash: parsed.hash };
  const items = parsed.record ? sync.itemIds?.(parsed.record) : undefined;
  const baseOf = (remote: Fields, previous: EntityLink | null) => baseAfterPull(previous?.base ?? null, remote, items);
  const link = { connectionId: pullContext.connectionId, entity: sync.entity, remoteId: parsed.remoteId, ...state };
  const known = {
    remoteId: parsed.remoteId,
    name: parsed.name,
    waitsFor: null,
    rule: null,
    filterHash: pullFilters(pullContext, sync.entity).key,
  };
  switch (decision.kind) {
    case 'create':
      writes.inserts.push({ id: decision.localId, fields: decision.fields });
      writes.newLinks.push({
        ...link,
        localId: decision.localId,
        origin: 'pulled',
        base: baseOf(decision.fields, null),
      });
      return;
    case 'link':
      if (decision.changes.length > 0) writes.updates.push({ id: decision.localId, fields: decision.fields });
      writes.newLinks.push({
        ...link,
        localId: decision.localId,
        origin: 'matched',
        base: baseOf(decision.remote, null),
      });
      return;
    case 'update':
      if (decision.changes.length > 0) writes.updates.push({ id: decision.link.localId, fields: decision.fields });
      writes.linkUpdates.push({
        link: decision.link,
        ...state,
        base: baseOf(decision.remote, decision.link),
        state: 'linked',
      });
      return;
    case 'seen':
      writes.linkUpdates.push({
        link: decision.link,
        ...state,
        base: baseOf(decision.remote, decision.link),
        state: 'linked',
      });
      return;
    case 'mode_skip':
      writes.linkUpdates.push({ link: decision.link, ...state, base: null, state: 'linked' });
      writes.skips.push({ ...known, code: BY_MODE, reason: 'the sync mode takes no changes from ConnectWise' });
      return;
    case 'break':
      writes.linkUpdates.push({ link: decision.link, ...state, base: null, state: 'broken' });
      writes.issues.push({
        remoteId: parsed.remoteId,
        localId: decision.link.localId,
        name: parsed.name,
        problem: deleted(sync),
      });
      return;
    case 'skip':
      writes.skips.push({
        ...known,
        code: decision.code,
        reason: decision.reason,
        waitsFor: decision.waitsFor,
        rule: decision.rule ?? null,
      });
      return;
    case 'fail':
      writes.issues.push({
        remoteId: parsed.remoteId,
        localId: decision.localId,
        name: parsed.name,
        problem: decision.problem,
      });
      return;
    case 'unchanged':
    case 'still_skipped':
    case 'still_failing':
      return;
    default:
      decision satisfies never;
  }
}

/** An open issue ends, and a word that the record stays out is taken back, when neither is true any more. */
function resolveOutcomes(writes: Writes, { parsed, decision, note }: Decided): void {
  if (!note) return;
  const fails = decision.kind === 'fail' || decision.kind === 'still_failing' || decision.kind === 'break';
  const isOut = decision.kind === 'skip' || decision.kind === 'still_skipped' || decision.kind === 'mode_skip';
  if (note.issueId && isOut) writes.stayedOut.push(note.issueId);
  else if (note.issueId && !fails) writes.came.push(note.issueId);
  if (note.skipCode && !isOut && decision.kind !== 'still_failing') writes.noLongerSkipped.push(parsed.remoteId);
}

type EventPart = Pick<NewAuditEvent, 'operation' | 'status' | 'description'> & Partial<NewAuditEvent>;

function eventOf(sync: EntitySync, { parsed: { name, remoteId }, decision }: Decided): EventPart | null {
  switch (decision.kind) {
    case 'create':
      return {
        operation: 'create',
        status: 'success',
        localId: decision.localId,
        description: createdSentence(sync, name, remoteId),
      };
    case 'link':
      return {
        operation: 'link',
        status: 'success',
        localId: decision.localId,
        description: linkedSentence(sync, name, remoteId, decision.because, decision.changes.length),
        changes: decision.changes,
      };
    case 'update':
      return {
        operation: 'update',
        status: 'success',
        localId: decision.link.localId,
        description: updatedSentence(
          sync,
          name,
          remoteId,
          decision.changes.map((c) => c.field),
          decision.conflicts,
        ),
        changes: withConflicts(decision),
      };
    case 'mode_skip':
      return {
        operation: 'skip',
        status: 'skipped',
        code: 'mode',
        localId: decision.link.localId,
        description: modeSentence(sync, name, remoteId),
      };
    case 'break':
      return {
        operation: 'fail',
        status: 'error',
        code: 'remote_deleted',
        localId: decision.link.localId,
        description: brokenSentence(sync, name, remoteId),
      };
    case 'skip':
      return {
        operation: 'skip',
        status: 'skipped',
        code: decision.code,
        localId: decision.localId ?? null,
        description: decision.localId
          ? heldSentence(sync, name, remoteId, decision.reason)
          : skippedSentence(sync, name, remoteId, decision.reason),
      };
    case 'fail':
      return {
        operation: 'fail',
        status: 'error',
        code: decision.problem.code,
        localId: decision.localId,
        description: failedSentence(sync, name, remoteId, decision.problem.message),
      };
    case 'seen':
    case 'unchanged':
    case 'still_skipped':
    case 'still_failing':
      return null;
    default:
      return decision satisfies never;
  }
}

/** A row of its own beside the outcome, so that it can be found by its status and code. */
function remarkOf({ decision, remark }: Decided): EventPart | null {
  if (remark === null) return null;
  const localId = 'link' in decision ? decision.link.localId : 'localId' in decision ? decision.localId : null;
  return { operation: 'check', status: 'info', code: 'status_ignored', localId, description: remark };
}

/** Where the CRM's value stood against ConnectWise's, both are kept in the log, so that the losing one can be restored. */
const withConflicts = ({ changes, conflicts }: Extract<Decision, { kind: 'update' }>): FieldChange[] => [
  ...changes,
  ...conflicts
    .filter((c) => c.kept === 'crm')
    .map((c) => ({ field: `${c.field} (ConnectWise's, not taken)`, from: c.crm, to: c.connectwise })),
];

const deleted = (sync: EntitySync): RecordProblem =>
  new RecordProblem(
    'remote_deleted',
    `The ${sync.words.remote} was deleted or merged in ConnectWise.`,
    `The ${sync.words.local} stays in the CRM. Restore the ${sync.words.remote} in ConnectWise to link them again, or dismiss this issue to leave them apart.`,
  );
