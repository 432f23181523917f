import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import { judgeRemovals, type RemovalVerdict } from '../../links/removal-guard.ts';
import { changeSkipped, linkBroken } from '../messages/pull-description.messages.ts';
import { deletedInConnectWise } from '../messages/pull-problem.messages.ts';
import { removalHeld } from '../messages/skip-reason.messages.ts';
import type { EntitySync } from '../records/entity-sync.ts';
import { RecordProblem } from '../records/record-problem.ts';
import { REMOVAL_HELD } from '../records/skip-codes.ts';
import { breakLinks, readUnbroken } from './write/gone-links.queries.ts';
import { lookAgainAtTaken, openIssues, writeSkips } from './write/outcomes.queries.ts';

export interface GoneScope {
  connectionId: Id;
  sync: EntitySync;
  /** Under which the log tells of it. */
  runId: Id | null;
}

/**
 * Breaks the links of records that ConnectWise does not have any more, by the same guard as a page that says so (see removal-guard.ts): each
 * once, with one issue. A wave of them is held, all or none, and those that somebody decided to keep stay. Callers have looked twice; a link that was synced since is left alone.
 */
export async function breakGone(
  tx: Tx,
  { audit }: { audit: AuditLog },
  { connectionId, sync, runId }: GoneScope,
  gone: { linkIds: readonly Id[]; lookedAt: Date },
): Promise<{ verdict: RemovalVerdict | null; kept: number }> {
  const unbroken = await readUnbroken(tx, sync, gone.linkIds, gone.lookedAt);
  if (unbroken.length === 0) return { verdict: null, kept: 0 };
  const { words } = sync;
  const scope = { connectionId, entity: sync.entity, what: words.many };
  const { verdict, kept } = await judgeRemovals(
    tx,
    scope,
    unbroken.map(({ id }) => id),
  );
  const links = unbroken.filter(({ id }) => !kept.has(id));
  const shared = { direction: 'in', entity: sync.entity, runId } as const;
  if (verdict === 'broken') {
    await breakLinks(
      tx,
      links.map(({ id }) => id),
    );
    await lookAgainAtTaken(
      tx,
      connectionId,
      sync.entity,
      links.map(({ localId }) => localId),
    );
    const problem = RecordProblem.of('remote_deleted', deletedInConnectWise(words));
    await openIssues(
      tx,
      connectionId,
      sync.entity,
      links.map(({ remoteId, localId, name }) => ({ remoteId, localId, name, problem })),
    );
    await audit.record(
      tx,
      links.map(({ remoteId, localId, name }) => ({
        ...shared,
        operation: 'fail',
        status: 'error',
        code: 'remote_deleted',
        remoteId,
        localId,
        opportunityId: sync.saleOf ? localId : null,
        name,
        description: linkBroken(words),
      })),
    );
  }
  if (verdict === 'held') {
    const fresh = links.filter(({ skipCode }) => skipCode !== REMOVAL_HELD);
    const skip = { code: REMOVAL_HELD, reason: removalHeld(), waitsFor: null, rule: null, filterHash: '' };
    await writeSkips(
      tx,
      connectionId,
      sync.entity,
      fresh.map(({ remoteId, name }) => ({ ...skip, remoteId, name })),
    );
    await audit.record(
      tx,
      fresh.map(({ remoteId, localId, name }) => ({
        ...shared,
        operation: 'skip',
        status: 'skipped',
        code: REMOVAL_HELD,
        remoteId,
        localId,
        name,
        description: changeSkipped(words, removalHeld()),
      })),
    );
  }
  return { verdict, kept: kept.size };
}
