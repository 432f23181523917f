import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { backoffMs } from '../../../../platform/backoff.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { type Id, newId } from '../../../../platform/ids.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { filterLists } from '../../../integration/filters/pull-filters.ts';
import { errorActionOf, pullBackoff } from '../../error-action.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import type { PullContext } from '../context/pull-context.ts';
import {
  countResume,
  finishRun,
  forgetOldRuns,
  isRunning,
  noteHoldUp,
  notePulled,
  openRun,
  type RunRow,
  runningPull,
  schedulePoll,
  startEntity,
} from '../runs/runs.queries.ts';
import { releaseLease, takeLease } from './cursor-lease.queries.ts';
import { EntityPull } from './entity-pull.ts';
import { withHeartbeat } from './heartbeat.ts';
import { POLL_EVERY_MINUTES, toCome } from './listing.rules.ts';

export interface PullDeps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of' | 'atRevision' | 'capabilities'>;
  door: ApplyRemote;
  /** A new name for who holds a lease; one that shows whether its process lives. */
  leaseOwner?: () => string;
  records: Records;
  /** How long a worker may be silent before another one takes over. */
  leaseMs?: number;
  pageSize?: number;
  /** Attempts in a row within one job before the sweep goes on with it. */
  tries?: number;
}

export interface PullRequest {
  workspaceId: Id;
  connectionId: Id;
  kind: 'initial' | 'poll' | 'manual';
}

/** How a worker is told to stop, and says that it is alive. */
export interface PullControl {
  signal: AbortSignal;
  touch(): Promise<void>;
}

const HELD = 'held by another worker';

/**
 * One pull of a connection: every record of the registry, parents first, each from its cursor. All state is in PostgreSQL, so a
 * worker that is killed leaves a run that the next one goes on with, page by page.
 */
export class PullService {
  private readonly entityPull: EntityPull;

  constructor(private readonly deps: PullDeps) {
    this.entityPull = new EntityPull(deps.database, deps.door);
  }

  /** Goes on with the run of this connection, or opens one when a poll is due. Answers whether a run was finished. */
  async run(request: PullRequest, control: PullControl): Promise<boolean> {
    const run = await this.runFor(request);
    if (!run) return false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(request, run, control);
      } catch (error) {
        if (control.signal.aborted) return false;
        const goesOn = await this.afterFailure(request, run, error);
        if (!goesOn || attempt >= (this.deps.tries ?? 4)) return false;
        await sleep(backoffMs(attempt, Math.random(), pullBackoff), undefined, { signal: control.signal }).catch(
          () => undefined,
        );
      }
    }
  }

  /** The running pull; else, for a poll that is due, a new one. */
  private runFor({ workspaceId, connectionId, kind }: PullRequest): Promise<RunRow | null> {
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      if (connection?.state !== 'connected') return null;
      const running = await runningPull(tx, connectionId);
      if (running) return running;
      if (kind !== 'poll' || !(await schedulePoll(tx, connectionId, POLL_EVERY_MINUTES, { onlyIfDue: true })))
        return null;
      const { pullCreate, pullUpdate } = await this.deps.settings.capabilities(tx, connectionId);
      if (!pullCreate && !pullUpdate) return null;
      await openRun(tx, {
        id: newId(),
        connectionId,
        kind,
        entities: this.deps.records.all.map((sync) => sync.entity),
      });
      return runningPull(tx, connectionId);
    });
  }

  private async attempt(request: PullRequest, run: RunRow, control: PullControl): Promise<boolean> {
    const { workspaceId, connectionId } = request;
    const connection = { id: connectionId, workspaceId };
    const remote = await this.deps.clients.clientFor(connection, { signal: control.signal });
    // A run goes by the settings that it began with, also when another worker resumes it after they were changed.
    const { configuration, lists, stored } = await this.deps.database.inWorkspace(workspaceId, async (tx) => ({
      stored: await this.deps.connections.byId(tx, connectionId),
      configuration: await this.deps.settings.atRevision(tx, connectionId, run.settingsRevision),
      lists: await readReferenceLists(tx, connectionId, filterLists),
    }));
    const capabilities = modeCapabilities[configuration.mode];
    const pullContext: PullContext = {
      workspaceId,
      connectionId,
      remote,
      configuration,
      capabilities,
      lists,
      newSince: stored?.syncNewSince ?? null,
      lagSince: stored?.syncStartedAt ?? null,
      runId: run.id,
    };
    for (const sync of this.deps.records.all) {
      // A person may ask for one kind of record alone.
      if (!run.entities.some(({ entity }) => entity === sync.entity)) continue;
      const ended = await this.pullEntity(pullContext, run, sync, control);
      if (ended === HELD) return false;
    }
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      await finishRun(tx, run.id, 'done', null);
      if (run.entities.length === this.deps.records.all.length) await notePulled(tx, connectionId);
      await forgetOldRuns(tx, connectionId, configuration.options.keepRunsDays);
    });
    return true;
  }

  private async pullEntity(
    pullContext: PullContext,
    run: RunRow,
    sync: EntitySync,
    control: PullControl,
  ): Promise<typeof HELD | 'done'> {
    const { database, leaseMs = 15_000, pageSize = 1_000 } = this.deps;
    const { workspaceId, connectionId } = pullContext;
    const held = await database.inWorkspace(workspaceId, async (tx) => {
      const now = await runningPull(tx, connectionId);
      const entity = now?.id === run.id ? now.entities.find((e) => e.entity === sync.entity) : undefined;
      if (!entity) return HELD;
      if (entity.finishedAt) return 'done';
      const cursor = await takeLease(tx, {
        connectionId,
        entity: sync.entity,
        owner: (this.deps.leaseOwner ?? newId)(),
        leaseMs,
      });
      if (cursor?.listing) await countResume(tx, run.id);
      return cursor ? { cursor, isCounted: entity.expected !== null } : HELD;
    });
    if (typeof held === 'string') return held;
    const { cursor, isCounted } = held;
    const connection = { id: connectionId, workspaceId };
    try {
      await withHeartbeat(database, workspaceId, cursor.lease, control.signal, async (signal) => {
        const expected =
          run.kind === 'initial' && !isCounted ? await pullContext.remote.count(sync.wire, toCome(cursor)) : null;
        await database.inWorkspace(workspaceId, (tx) => startEntity(tx, run.id, sync.entity, expected));
        const onPage = async () => {
          await control.touch();
          await this.deps.health.reportSuccess(connection);
          await this.stopWhenTold(workspaceId, connectionId, run.id);
        };
        await this.entityPull.run(pullContext, sync, cursor, { pageSize, signal, onPage });
      });
    } catch (error) {
      await database.inWorkspace(workspaceId, (tx) => releaseLease(tx, cursor.lease)).catch(() => undefined);
      throw error;
    }
    return 'done';
  }

  /** A pause takes effect at the next page, and the run waits for the resume; so does the end of a run that was cancelled. */
  private async stopWhenTold(workspaceId: Id, connectionId: Id, runId: Id): Promise<void> {
    const goesOn = await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      await noteHoldUp(tx, runId, null);
      return connection?.state !== 'paused' && (await isRunning(tx, runId));
    });
    if (!goesOn) throw new StoppedError();
  }

  /** Says what holds the run up. Answers whether trying again in this job makes sense; if not, the sweep goes on with it later. */
  private async afterFailure(request: PullRequest, run: RunRow, error: unknown): Promise<boolean> {
    if (error instanceof StoppedError) return false;
    const errorAction = errorActionOf(error);
    if (errorAction === 'yield') return false;
    const connection = { id: request.connectionId, workspaceId: request.workspaceId };
    const failure = { code: codeOf(error), message: error instanceof Error ? error.message : String(error) };
    if (error instanceof ConnectWiseError) await this.deps.health.reportFailure(connection, error);
    await this.deps.database
      .inWorkspace(request.workspaceId, (tx) =>
        errorAction === 'quarantine' ? finishRun(tx, run.id, 'failed', failure) : noteHoldUp(tx, run.id, failure),
      )
      .catch(() => undefined);
    return errorAction === 'retry';
  }
}

class StoppedError extends Error {}

const codeOf = (error: unknown): string => (error instanceof ConnectWiseError ? error.kind : 'unavailable');
