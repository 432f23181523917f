import { batchesOf } from '../../../../connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { databaseTime } from '../../../../platform/database/database-time.queries.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readTraceParent } from '../../../../platform/tracing/trace-parent.ts';
import { inTrace, type TraceStart } from '../../../../platform/tracing/tracing.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import { breakGone } from '../break-gone.ts';
import type { PullContext } from '../context/pull-context.ts';
import { readPullContext, withoutRun } from '../context/read-pull-context.ts';
import { readBelowOf } from '../poll/below-look.queries.ts';
import { forgetUnlinked } from '../write/gone-links.queries.ts';
import { type ClaimedEvent, claimEvents, endEvents, forgetOldEvents, postponeEvents } from './callbacks.queries.ts';

export interface CallbackWorkDeps {
  database: Pick<Database, 'inWorkspace'>;
  audit: AuditLog;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'atRevision'>;
  door: ApplyRemote;
  records: Records;
}

const AT_ONCE = 200;
const POSTPONED_MS = 30_000;

/**
 * Reads every record that ConnectWise told of, and lets it through the door that all records take. Messages say only which; so their order, their
 * number and their contents do not matter, and an echo of a push is found unchanged and writes nothing.
 */
export class CallbackWork {
  constructor(private readonly deps: CallbackWorkDeps) {}

  async run(workspaceId: Id, connectionId: Id, signal: AbortSignal): Promise<void> {
    const { database } = this.deps;
    for (;;) {
      if (signal.aborted) return;
      const taken = await database.inWorkspace(workspaceId, async (tx) => {
        const connection = await this.deps.connections.byId(tx, connectionId);
        if (connection?.state !== 'connected') return null;
        const events = await claimEvents(tx, connectionId, AT_ONCE);
        // Before the first sync there is nothing that could be kept in step: it brings everything.
        if (!connection.syncStartedAt) await endEvents(tx, idsOf(events));
        return connection.syncStartedAt ? events : [];
      });
      if (!taken || taken.length === 0) {
        await database.inWorkspace(workspaceId, (tx) => forgetOldEvents(tx, connectionId));
        return;
      }
      try {
        await inTrace(traceOf(workspaceId, connectionId, taken), async () => {
          const context = await readPullContext(this.deps, { workspaceId, connectionId }, withoutRun, signal);
          for (const sync of this.deps.records.all) await this.read(context, sync, taken);
        });
        await database.inWorkspace(workspaceId, (tx) => endEvents(tx, idsOf(taken)));
      } catch (error) {
        await database
          .inWorkspace(workspaceId, (tx) => postponeEvents(tx, idsOf(taken), signal.aborted ? 0 : POSTPONED_MS))
          .catch(() => undefined);
        if (error instanceof ConnectWiseError && !signal.aborted)
          return this.deps.health.reportFailure({ id: connectionId, workspaceId }, error);
        throw error;
      }
    }
  }

  private async read(
    context: PullContext & { remote: ConnectWiseClient },
    sync: EntitySync,
    events: readonly ClaimedEvent[],
  ): Promise<void> {
    const named = events.filter(({ entity }) => entity === sync.entity).map(({ remoteId }) => Number(remoteId));
    for (const ids of batchesOf([...new Set(named)])) {
      const lookedAt = await this.deps.database.inWorkspace(context.workspaceId, databaseTime, { readOnly: true });
      const found = await this.deps.door.applyById(context, sync.entity, ids);
      await this.readBelow(context, sync, ids, lookedAt);
      await this.deps.health.reportSuccess({ id: context.connectionId, workspaceId: context.workspaceId });
      const missing = ids.filter((id) => !found.has(String(id)));
      const gone: string[] = [];
      // The second look, by ID: only what ConnectWise itself says it does not have is taken for removed.
      for (const id of missing) if ((await context.remote.get(sync.wire, id)) === null) gone.push(String(id));
      await this.end(context, sync, gone, lookedAt);
    }
  }

  /** A message may be about what hangs below a record alone, which moves no time of it (see `below-look.ts`): those that did not come in just now are read whole. */
  private async readBelow(context: PullContext, sync: EntitySync, ids: readonly number[], since: Date): Promise<void> {
    const { workspaceId, connectionId, capabilities } = context;
    if (!sync.hasBelow || !capabilities.pullUpdate) return;
    const { below, comparedAt } = await this.deps.database.inWorkspace(
      workspaceId,
      async (tx) => ({
        below: await readBelowOf(tx, connectionId, sync, { ids, since }),
        comparedAt: await databaseTime(tx),
      }),
      { readOnly: true },
    );
    if (below.length > 0)
      await this.deps.door.applyById({ ...context, looksBelow: true, comparedAt }, sync.entity, below);
  }

  private async end(context: PullContext, sync: EntitySync, gone: readonly string[], lookedAt: Date): Promise<void> {
    if (gone.length === 0) return;
    const { workspaceId, connectionId } = context;
    await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const links = await this.deps.links.byRemote(tx, sync.entity, gone, connectionId);
      const linkIds = links.map(({ id }) => id);
      await breakGone(tx, this.deps, { connectionId, sync, runId: null }, { linkIds, lookedAt });
      await forgetUnlinked(tx, connectionId, sync.entity, gone);
    });
  }
}

/** Goes on with the trace of the request that told of the records; where several told of them, with the job's, which names theirs. */
function traceOf(workspaceId: Id, connectionId: Id, events: readonly ClaimedEvent[]): TraceStart {
  const causes = events.flatMap(({ traceParent }) => readTraceParent(traceParent) ?? []);
  const isOne = causes.length === events.length && new Set(causes.map(({ traceId }) => traceId)).size === 1;
  return {
    name: 'read what callbacks told of',
    ...(isOne ? { parent: events[0]?.traceParent } : { links: causes }),
    facts: {
      'causeway.workspace_id': workspaceId,
      'causeway.connection_id': connectionId,
      'causeway.records': events.length,
    },
  };
}

const idsOf = (events: readonly ClaimedEvent[]): string[] => events.map(({ id }) => id);
