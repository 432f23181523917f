import type { Database, Tx } from '../../../platform/database/database.ts';
import { isLeaseLost, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId, newId } from '../../../platform/ids.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import type { PulledEntity } from '../../links/link.ts';
import { recordUndone, undoBegun, undoDone } from '../messages/undo-description.messages.ts';
import { checkSoon } from '../pull/callbacks/callbacks.queries.ts';
import { syncOf } from '../registry.ts';
import { countKept, endUndo, findUndo, holdUndo, leaseUndo, openUndo, stopSync, type UndoRow } from './undo.queries.ts';
import {
  countUndo,
  HAS_OTHERS,
  judgeItems,
  keepItems,
  listMade,
  removeRecords,
  type UndoCount,
  undoOrder,
} from './undo-records.queries.ts';
import { undoJob } from './undo-wake-up.ts';
import { findUndoable } from './undoable-run.queries.ts';

export interface UndoDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  leaseMs?: number;
  batchSize?: number;
}

export interface UndoReport {
  undo: UndoRow | null;
  counts: UndoCount[];
}

/**
 * Takes back what a first sync created in the CRM, as far as nobody has used it since. ConnectWise is not asked and not touched. The sync is
 * stopped first, so that nothing comes in behind the undo's back; starting it again lists everything anew.
 */
export class UndoService {
  constructor(private readonly deps: UndoDeps) {}

  /** What would be removed and what stays and why; once it was undone, what was. ProblemsError: not_found, not_a_first_sync. */
  async report(tx: Tx, runId: string): Promise<UndoReport> {
    const run = await this.runOf(tx, runId);
    const undo = await findUndo(tx, run.id);
    if (!undo) return { undo: null, counts: await countUndo(tx, { runId: run.id, connectionId: run.connectionId }) };
    const removed = undoOrder().map((entity) => ({ entity, reason: null, count: undo.removed[entity] ?? 0 }));
    return { undo, counts: [...removed.filter(({ count }) => count > 0), ...(await countKept(tx, run.id))] };
  }

  /** Begins; a worker does it. ProblemsError besides: running, undone. */
  async begin(tx: Tx, actor: Actor, runId: string): Promise<UndoReport> {
    const { id, connectionId, state } = await this.runOf(tx, runId);
    if (state === 'running') return refuse('running', 'This sync is still running. Cancel it first.', 'runId');
    if (!(await openUndo(tx, { runId: id, connectionId, requestedBy: actor.name })))
      return refuse('undone', 'This sync is being undone, or was undone already.', 'runId');
    await stopSync(tx, connectionId);
    await checkSoon(tx, connectionId);
    await listMade(tx, id);
    await this.deps.audit.record(tx, [
      { operation: 'setting', status: 'success', code: 'undo', runId: id, actor: actor.name, description: undoBegun() },
    ]);
    await recordSecurityEvent(tx, {
      kind: 'first_sync_undone',
      actorId: actor.userId,
      actor: actor.name,
      description: undoBegun(),
    });
    tx.afterCommit(() => {
      this.deps.queue.enqueue(undoJob, { workspaceId: tx.workspaceId, runId: id }).catch((err: unknown) => {
        this.deps.logger.warn({ err, runId: id }, 'could not wake a worker for an undo; the sweep will find it');
      });
    });
    return this.report(tx, id);
  }

  /** Removes batch after batch; each is one transaction, so a killed worker's successor goes on behind it. */
  async run(workspaceId: Id, runId: Id, signal: AbortSignal): Promise<boolean> {
    const { database, leaseMs = 20_000 } = this.deps;
    const owner = newId();
    const undo = await database.inWorkspace(workspaceId, (tx) => leaseUndo(tx, runId, owner, leaseMs));
    if (!undo) return false;
    try {
      for (const entity of undoOrder()) {
        // Parts may be bundles themselves: as long as a pass removes something, what it left may be free by now.
        while ((await this.pass(workspaceId, undo, owner, entity, signal)) > 0) if (signal.aborted) return false;
        if (signal.aborted) return false;
        await database.inWorkspace(workspaceId, (tx) => keepRest(tx, undo, entity));
      }
    } catch (error) {
      if (isLeaseLost(error)) return false;
      throw error;
    }
    await database.inWorkspace(workspaceId, async (tx) => {
      await endUndo(tx, runId);
      const { removed = {} } = (await findUndo(tx, runId)) ?? {};
      const kept = (await countKept(tx, runId)).reduce((sum, { count }) => sum + count, 0);
      const total = Object.values(removed).reduce((sum, count) => sum + count, 0);
      const description = undoDone({ removed: total, kept });
      await this.deps.audit.record(tx, [
        { operation: 'setting', status: 'success', code: 'undo', runId, actor: undo.requestedBy, description },
      ]);
    });
    return true;
  }

  /** Every record of a kind that is still listed, once. Answers how many were removed. */
  private async pass(
    workspaceId: Id,
    undo: UndoRow,
    owner: string,
    entity: PulledEntity,
    signal: AbortSignal,
  ): Promise<number> {
    const { database, leaseMs = 20_000, batchSize = 500 } = this.deps;
    let removed = 0;
    let after: Id | null = null;
    for (;;) {
      if (signal.aborted) return removed;
      const from: Id | null = after;
      const batch = await database.inWorkspace(workspaceId, async (tx) => {
        await holdUndo(tx, undo.runId, owner, leaseMs);
        const items = await judgeItems(tx, undo, entity, { after: from, limit: batchSize });
        const free = items.filter(({ reason }) => reason === null);
        await removeRecords(
          tx,
          undo,
          entity,
          free.map(({ localId }) => localId),
        );
        await keepItems(
          tx,
          undo.runId,
          entity,
          items.filter(({ reason }) => reason !== null && reason !== HAS_OTHERS),
        );
        await this.deps.audit.record(
          tx,
          free.map(({ localId, remoteId, name }) => ({
            operation: 'check' as const,
            status: 'info' as const,
            code: 'undone',
            entity,
            localId,
            remoteId,
            name,
            runId: undo.runId,
            actor: undo.requestedBy,
            description: recordUndone(syncOf(entity).words),
          })),
        );
        return { last: items.at(-1)?.localId ?? null, removed: free.length };
      });
      removed += batch.removed;
      if (batch.last === null) return removed;
      after = batch.last;
    }
  }

  private async runOf(tx: Tx, runId: string) {
    const run = isId(runId) ? await findUndoable(tx, runId) : null;
    if (!run) return refuse('not_found', 'There is no such run.', 'runId');
    if (run.kind !== 'initial')
      return refuse('not_a_first_sync', 'Only a first sync can be undone; this run was another one.', 'runId');
    return run;
  }
}

/** What is still listed is held by a record that stays. */
async function keepRest(tx: Tx, undo: UndoRow, entity: PulledEntity): Promise<void> {
  for (;;) {
    const rest = await judgeItems(tx, undo, entity, { after: null, limit: 1_000 });
    if (rest.length === 0) return;
    await keepItems(
      tx,
      undo.runId,
      entity,
      rest.map(({ localId, reason }) => ({ localId, reason: reason ?? HAS_OTHERS })),
    );
  }
}
