import type { Database, Tx } from '../../../../../platform/database/database.ts';
import { AppError, isLeaseLost, ProblemsError, refuse } from '../../../../../platform/errors.ts';
import type { Actor } from '../../../../../platform/graphql/context.ts';
import { type Id, newId } from '../../../../../platform/ids.ts';
import type { JobQueue } from '../../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../../platform/logger.ts';
import { recordSecurityEvent } from '../../../../audit/security/security-event.queries.ts';
import { groupAskedAgain } from '../../../messages/issue.messages.ts';
import {
  endRetry,
  type IssueRetryRow,
  type IssueScope,
  leaseRetry,
  newestMessage,
  nextIssues,
  noteTried,
  openRetry,
  type TriedIssue,
} from './issue-retry.queries.ts';
import { issueRetryJob } from './issue-retry-wake-up.ts';

export interface IssueRetryDeps {
  database: Pick<Database, 'inWorkspace'>;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  issues: { retry(actor: Actor, id: Id, among: 'group'): Promise<{ state: string }> };
  leaseMs?: number;
}

const BATCH = 100;

/** Retries all issues of one cause, whatever their number: a worker tries one after the other, and each is written down with how it came out. */
export class IssueRetryService {
  constructor(private readonly deps: IssueRetryDeps) {}

  /** ProblemsError: nothing_open, running. */
  async begin(tx: Tx, actor: Actor, scope: IssueScope): Promise<IssueRetryRow> {
    const retry = await openRetry(tx, scope, actor);
    if (!retry)
      return refuse(
        'nothing_to_retry',
        'None of these issues is open any more, or a retry of them is under way already.',
      );
    await recordSecurityEvent(tx, {
      kind: 'retry_asked',
      actorId: actor.userId,
      actor: actor.name,
      description: groupAskedAgain({ ...retry, cause: await newestMessage(tx, retry) }),
    });
    tx.afterCommit(() => {
      this.deps.queue
        .enqueue(issueRetryJob, { workspaceId: tx.workspaceId, retryId: retry.id })
        .catch((err: unknown) => {
          this.deps.logger.warn(
            { err, retryId: retry.id },
            'could not wake a worker for a retry of issues; the sweep will',
          );
        });
    });
    return retry;
  }

  /** Goes on where the retry stands; each issue is one step, so a killed worker's successor goes on behind it. */
  async run(workspaceId: Id, retryId: Id, signal: AbortSignal): Promise<boolean> {
    const { database, leaseMs = 60_000 } = this.deps;
    const lease = { owner: newId(), leaseMs };
    try {
      for (;;) {
        const retry = await database.inWorkspace(workspaceId, (tx) => leaseRetry(tx, retryId, lease));
        if (!retry) return false;
        const batch = await database.inWorkspace(workspaceId, (tx) => nextIssues(tx, retry, BATCH));
        for (const { id } of batch) {
          if (signal.aborted) return false;
          const tried = await this.tryOne(workspaceId, retry, id);
          await database.inWorkspace(workspaceId, (tx) => noteTried(tx, retryId, tried, lease));
          if (tried.isAway) return this.end(workspaceId, retryId, 'stopped');
        }
        if (batch.length < BATCH) return this.end(workspaceId, retryId, 'done');
      }
    } catch (error) {
      if (isLeaseLost(error)) return false;
      throw error;
    }
  }

  private async tryOne(workspaceId: Id, retry: IssueRetryRow, id: Id): Promise<TriedIssue & { isAway: boolean }> {
    try {
      const { state } = await this.deps.issues.retry(actorOf(workspaceId, retry), id, 'group');
      return { id, isSettled: state !== 'open', problem: null, isAway: false };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_connected')
        return { id, isSettled: false, problem: error.message, isAway: true };
      if (!(error instanceof ProblemsError)) throw error;
      const [problem] = error.problems;
      // Closed meanwhile, by a poll or a person: nothing is left to try.
      const isClosed = problem?.code === 'closed' || problem?.code === 'not_found';
      const isAway = problem?.code === 'connectwise_unavailable';
      return { id, isSettled: isClosed, problem: isClosed ? null : (problem?.message ?? null), isAway };
    }
  }

  private async end(workspaceId: Id, retryId: Id, state: 'done' | 'stopped'): Promise<boolean> {
    await this.deps.database.inWorkspace(workspaceId, (tx) => endRetry(tx, retryId, state));
    return true;
  }
}

/** The person who asked, as the log names them; what they may do was asked when they did. */
const actorOf = (workspaceId: Id, { requestedBy, requestedById }: IssueRetryRow): Actor => ({
  workspaceId,
  role: 'support',
  userId: requestedById,
  tokenId: null,
  name: requestedBy,
  origin: requestedById ? { kind: 'user', userId: requestedById, name: requestedBy } : { kind: 'system' },
  viaToken: false,
  expiresAt: null,
});
