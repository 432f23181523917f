import { MIN_THRESHOLD } from '@causeway/shared/forms/configuration/matching';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { AppError, type Problem, ProblemsError, refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import { type Id, isId, newId } from '../../../../platform/ids.ts';
import type { JobQueue } from '../../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import type { ConnectionRecord } from '../../../connection/connection-record.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { pullDecidedSoon } from '../../pull/poll/waiting-records.queries.ts';
import { pullJob } from '../../pull/poll/wake-ups.ts';
import { comparedRecords } from '../comparison/compared-records.ts';
import { latestMatchRun, type MatchRunRow, openMatchRun } from '../comparison/match-runs.queries.ts';
import { changeWords, linkRefusal } from '../comparison/match-scope.rules.ts';
import { changedSinceCompared } from '../comparison/match-scope.ts';
import { matchJob } from '../comparison/match-wake-up.ts';
import { countAlone, type UnmatchedCounts } from '../comparison/unmatched.queries.ts';
import { refreshRivals } from '../scoring/match-rivals.queries.ts';
import { decisionsFromCsv, decisionsToCsv, type FileDecision } from './decisions-csv.rules.ts';
import { ensurePairs, existingLocals, remoteNames } from './match-decisions.queries.ts';
import {
  type DecidedPairs,
  type Deciding,
  type MatchDecisions,
  type ReviewDecision,
  reviewDecisions,
} from './match-decisions.service.ts';
import {
  type BucketCounts,
  clearPairIds,
  countBuckets,
  countWaiting,
  listDecided,
  lockPairs,
} from './match-review.queries.ts';

export interface MatchingDeps {
  database: Database;
  connections: Connections;
  settings: Pick<SettingsService, 'of' | 'atRevision'>;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  decisions: MatchDecisions;
}

export interface MatchSummary {
  threshold: number;
  /** The one that the settings hold. */
  savedThreshold: number;
  run: MatchRunRow | null;
  entities: (BucketCounts & UnmatchedCounts)[];
  waiting: number;
  /** What has changed since the last comparison, in words. */
  changedSince: string[];
  /** Why nothing can be linked before the records are compared again. */
  linkRefusal: string | null;
}

const MAX_AT_ONCE = 500;
const ACCEPTED_AT_ONCE = 500;
const MAX_LINES = 5_000;

/** What people do about records that are on both sides: compare them, look at the pairs, and decide. */
export class MatchingService {
  constructor(private readonly deps: MatchingDeps) {}

  /** Starts a comparison, or answers the one that is running. */
  async start(tx: Tx, actor: Actor): Promise<MatchRunRow> {
    const connection = await this.usable(tx);
    const { revision } = await this.deps.settings.of(tx, connection.id);
    await openMatchRun(tx, {
      id: newId(),
      connectionId: connection.id,
      startedBy: actor.name,
      settingsRevision: revision,
    });
    const run = await latestMatchRun(tx, connection.id);
    if (!run) throw new AppError('conflict', 'The comparison ended while it was being started. Try again.');
    tx.afterCommit(() => {
      const { queue, logger } = this.deps;
      queue.enqueue(matchJob, { workspaceId: tx.workspaceId, connectionId: connection.id }).catch((error: unknown) => {
        logger.warn({ err: error }, 'could not wake a worker for a comparison; the sweep will find it');
      });
    });
    return run;
  }

  async summary(tx: Tx, threshold: number | null): Promise<MatchSummary | null> {
    const connection = await this.deps.connections.active(tx);
    if (!connection) return null;
    const savedThreshold = await this.threshold(tx, connection.id);
    const asked = thresholdOf(threshold ?? savedThreshold);
    const entities: MatchSummary['entities'] = [];
    for (const { entity } of comparedRecords()) {
      const pairs = await countBuckets(tx, connection.id, entity, asked);
      entities.push({ ...pairs, ...(await countAlone(tx, connection.id, entity, asked)) });
    }
    const changed = await changedSinceCompared(tx, this.deps.settings, connection.id);
    return {
      threshold: asked,
      savedThreshold,
      entities,
      run: await latestMatchRun(tx, connection.id),
      waiting: await countWaiting(tx, connection.id, asked),
      changedSince: changed.map(changeWords),
      linkRefusal: linkRefusal(changed),
    };
  }

  /** The threshold of the settings, unless another one is asked for. */
  async thresholdFor(tx: Tx, connectionId: Id, asked: number | null): Promise<number> {
    return thresholdOf(asked ?? (await this.threshold(tx, connectionId)));
  }

  async decide(actor: Actor, ids: readonly Id[], decision: ReviewDecision): Promise<DecidedPairs> {
    if (ids.length === 0) refuse('required', 'Choose the pairs to decide about.', 'ids');
    if (ids.length > MAX_AT_ONCE) refuse('too_many', `Decide about at most ${MAX_AT_ONCE} pairs at once.`, 'ids');
    const wanted = [...new Set(ids)];
    const strange = wanted.filter((id) => !isId(id));
    const decided = await this.write(actor, async (tx, deciding) => {
      if (decision === 'link') await this.requireCurrent(tx, deciding.connectionId);
      return this.deps.decisions.decide(tx, deciding, wanted.filter(isId), decision);
    });
    const unknown = strange.map((id) => ({ code: 'not_found', field: id, message: 'There is no such pair.' }));
    return { ids: decided.ids, problems: [...unknown, ...decided.problems] };
  }

  /** Links every pair that is clear at this threshold, companies before their people; in short transactions. */
  async acceptAbove(
    actor: Actor,
    threshold: number,
    only: PulledEntity | null,
  ): Promise<{ linked: number; problems: Problem[] }> {
    const from = thresholdOf(threshold);
    const problems: Problem[] = [];
    let linked = 0;
    for (const { entity } of comparedRecords()) {
      if (only !== null && only !== entity) continue;
      let hasMore = true;
      while (hasMore) {
        const count = await this.write(actor, async (tx, deciding) => {
          await this.requireCurrent(tx, deciding.connectionId);
          const ids = await clearPairIds(tx, deciding.connectionId, entity, from, ACCEPTED_AT_ONCE);
          const pairs = await lockPairs(tx, deciding.connectionId, ids);
          const fit = await this.deps.decisions.link(tx, deciding, entity, pairs, problems);
          await this.deps.decisions.bringSoon(tx, deciding, entity, fit);
          return fit.length;
        });
        linked += count;
        hasMore = count === ACCEPTED_AT_ONCE;
      }
      await this.write(actor, (tx, { connectionId }) => refreshRivals(tx, connectionId, entity));
    }
    return { linked, problems };
  }

  async exportDecisions(tx: Tx): Promise<string> {
    const connection = await this.deps.connections.active(tx);
    return decisionsToCsv(connection ? await listDecided(tx, connection.id) : []);
  }

  /** Takes decisions out of a file. A file with a line that makes no sense is refused whole; pairs that cannot be decided so are told one by one. */
  async importDecisions(actor: Actor, csv: string): Promise<{ decided: number; problems: Problem[] }> {
    const { decisions, problems } = decisionsFromCsv(csv);
    if (problems.length > 0) throw new ProblemsError(problems);
    if (decisions.length === 0)
      refuse('required', 'The file holds no decision. Export the decisions to see the form.', 'csv');
    if (decisions.length > MAX_LINES)
      refuse('too_many', `The file holds ${decisions.length} decisions; import at most ${MAX_LINES} at once.`, 'csv');
    return this.write(actor, async (tx, deciding) => {
      if (decisions.some((one) => one.decision === 'link')) await this.requireCurrent(tx, deciding.connectionId);
      const all: Problem[] = [];
      let decided = 0;
      for (const { entity } of comparedRecords())
        for (const decision of reviewDecisions) {
          const own = decisions.filter((one) => one.entity === entity && one.decision === decision);
          const ids = own.length > 0 ? await this.pairsOfFile(tx, deciding.connectionId, entity, own, all) : [];
          if (ids.length === 0) continue;
          const done = await this.deps.decisions.decide(tx, deciding, ids, decision);
          decided += done.ids.length;
          all.push(...done.problems);
        }
      return { decided, problems: all };
    });
  }

  private async pairsOfFile(
    tx: Tx,
    connectionId: Id,
    entity: PulledEntity,
    rows: readonly FileDecision[],
    problems: Problem[],
  ): Promise<Id[]> {
    const locals = await existingLocals(
      tx,
      entity,
      rows.map((row) => row.localId),
    );
    const remotes = await remoteNames(
      tx,
      connectionId,
      entity,
      rows.map((row) => row.remoteId),
    );
    const pairs = rows.flatMap(({ remoteId, localId, line }) => {
      const local = locals.get(localId);
      if (!local) {
        problems.push({
          code: 'not_found',
          field: `csv.${line}`,
          message: `Line ${line}: the CRM has no ${entity} ${localId}.`,
        });
        return [];
      }
      const remote = remotes.get(remoteId);
      return [
        {
          remoteId,
          remoteName: remote?.name ?? `${entity} ${remoteId}`,
          remoteParentId: remote?.parentId ?? null,
          localId,
          localName: local.name,
          localParentId: local.parentId,
        },
      ];
    });
    return pairs.length > 0 ? ensurePairs(tx, connectionId, entity, pairs) : [];
  }

  /** One transaction for what a person decides; a poll is made due when decided records should come. */
  private async write<T>(actor: Actor, work: (tx: Tx, deciding: Deciding) => Promise<T>): Promise<T> {
    return this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const connection = await this.deps.connections.active(tx);
      if (!connection) return refuse('not_connected', 'Connect to ConnectWise first: Integrations, Connect.');
      const isStarted = connection.syncStartedAt !== null;
      const result = await work(tx, { connectionId: connection.id, isStarted, by: actor.name });
      if (isStarted) await this.pollSoon(tx, connection);
      return result;
    });
  }

  private async pollSoon(tx: Tx, { id }: ConnectionRecord): Promise<void> {
    if (!(await pullDecidedSoon(tx, id))) return;
    tx.afterCommit(() => {
      const { queue, logger } = this.deps;
      queue
        .enqueue(pullJob, { workspaceId: tx.workspaceId, connectionId: id, kind: 'poll' })
        .catch((error: unknown) => {
          logger.warn({ err: error }, 'could not wake a worker for a pull; the sweep will');
        });
    });
  }

  /** Pairs of a comparison that went by other filters may hold records that are not to be synced any more. */
  private async requireCurrent(tx: Tx, connectionId: Id): Promise<void> {
    const refusal = linkRefusal(await changedSinceCompared(tx, this.deps.settings, connectionId));
    if (refusal) refuse('comparison_stale', refusal);
  }

  private async threshold(tx: Tx, connectionId: Id): Promise<number> {
    return (await this.deps.settings.of(tx, connectionId)).configuration.matching.threshold;
  }

  private async usable(tx: Tx): Promise<ConnectionRecord> {
    try {
      return await this.deps.connections.requireUsable(tx);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_connected') return refuse('not_connected', error.message);
      throw error;
    }
  }
}

function thresholdOf(asked: number): number {
  if (Number.isInteger(asked) && asked >= MIN_THRESHOLD && asked <= 100) return asked;
  return refuse('invalid', `Choose a threshold from ${MIN_THRESHOLD} to 100.`, 'threshold');
}
