import { IN_BATCH, oneOf } from '../../../connectwise/client/conditions.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import { type Opportunity, opportunityWire } from '../../../connectwise/wire/opportunity.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { filterLists, pullFilters } from '../../integration/filters/pull-filters.ts';
import { CW_STATUS, labelsById } from '../../integration/mapping/cw-status.rules.ts';
import { statusesFilled, statusFilled } from '../messages/run.messages.ts';
import { lockCursor } from '../pull/write/cursor.queries.ts';
import {
  advanceFill,
  claimFill,
  countFilled,
  type Filling,
  type FillPlace,
  fillStatuses,
  finishFill,
  postponeFill,
  readUnfilled,
  type Unfilled,
} from './status-fill.queries.ts';
import { fillingsOf } from './status-fill.rules.ts';

export interface StatusFillDeps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of'>;
  audit: AuditLog;
  /** Opportunities that are asked for at once; as many as ConnectWise takes unless said. */
  pageSize?: number;
}

export interface FillRunOptions {
  signal: AbortSignal;
  touch(): Promise<void>;
}

const AGAIN_AFTER_SECONDS = 60;
const AGAIN_AFTER_DENIAL_SECONDS = 15 * 60;

/**
 * Fills "CW Status" of opportunities that were linked before the field was used, with what ConnectWise says, page by page. Each page commits
 * with the place that it has come to, so a worker that is killed loses one page at most, and what is filled is never filled again.
 */
export class StatusFillService {
  constructor(private readonly deps: StatusFillDeps) {}

  async run(workspaceId: Id, connectionId: Id, options: FillRunOptions): Promise<void> {
    let place = await this.claim(workspaceId, connectionId);
    try {
      while (place) {
        await options.touch();
        if (options.signal.aborted) return await this.postpone(workspaceId, connectionId, 0);
        place = await this.page(workspaceId, connectionId, place, options.signal);
      }
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      const isDenied = error.kind === 'forbidden';
      if (isDenied) this.deps.health.reportForbidden({ id: connectionId, workspaceId });
      else await this.deps.health.reportFailure({ id: connectionId, workspaceId }, error);
      await this.postpone(workspaceId, connectionId, isDenied ? AGAIN_AFTER_DENIAL_SECONDS : AGAIN_AFTER_SECONDS);
    }
  }

  private claim(workspaceId: Id, connectionId: Id): Promise<FillPlace | null> {
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      return connection?.state === 'connected' ? claimFill(tx, connectionId) : null;
    });
  }

  /** The place after it; null when there is nothing left, or another worker goes on. */
  private async page(
    workspaceId: Id,
    connectionId: Id,
    from: FillPlace,
    signal: AbortSignal,
  ): Promise<FillPlace | null> {
    const { database, clients, pageSize = IN_BATCH } = this.deps;
    const rows = await database.inWorkspace(workspaceId, (tx) => readUnfilled(tx, connectionId, from, pageSize));
    const last = rows.at(-1);
    if (!last) {
      await database.inWorkspace(workspaceId, (tx) => this.finish(tx, connectionId, from));
      return null;
    }
    const client = await clients.clientFor({ id: connectionId, workspaceId }, { signal });
    const conditions = oneOf(
      'id',
      rows.map((row) => Number(row.remoteId)),
    );
    const found = await client.find(opportunityWire, { conditions });
    const to = { afterLinkId: last.linkId };
    return database.inWorkspace(workspaceId, async (tx) => {
      // Pages of a pull and this follow each other.
      await lockCursor(tx, connectionId, 'opportunity');
      if (!(await advanceFill(tx, connectionId, from, to))) return null;
      await this.write(tx, connectionId, await this.fillings(tx, connectionId, rows, found));
      return to;
    });
  }

  private async fillings(
    tx: Tx,
    connectionId: Id,
    rows: readonly Unfilled[],
    found: readonly Opportunity[],
  ): Promise<Filling[]> {
    const { configuration } = await this.deps.settings.of(tx, connectionId);
    const lists = await readReferenceLists(tx, connectionId, [...new Set([...filterLists, 'status' as const])]);
    return fillingsOf(rows, found, {
      labels: labelsById(lists.status ?? []),
      filters: pullFilters({ configuration, lists }, 'opportunity'),
    });
  }

  private async write(tx: Tx, connectionId: Id, fillings: readonly Filling[]): Promise<void> {
    if (fillings.length === 0) return;
    const filled = await fillStatuses(tx, connectionId, fillings);
    await countFilled(tx, connectionId, filled.length);
    await this.deps.audit.record(
      tx,
      filled.map(({ localId, remoteId, name, label }) => ({
        direction: 'in',
        entity: 'opportunity',
        operation: 'update',
        status: 'success',
        name,
        localId,
        remoteId,
        opportunityId: localId,
        description: statusFilled(CW_STATUS),
        changes: [{ field: 'cwStatus', from: null, to: label }],
      })),
    );
  }

  private async finish(tx: Tx, connectionId: Id, from: FillPlace): Promise<void> {
    const filled = await finishFill(tx, connectionId, from);
    // Nothing was linked yet: nothing to tell.
    if (!filled) return;
    await this.deps.audit.record(tx, [
      {
        operation: 'check',
        status: 'success',
        name: CW_STATUS,
        description: statusesFilled(CW_STATUS, filled),
      },
    ]);
  }

  private async postpone(workspaceId: Id, connectionId: Id, seconds: number): Promise<void> {
    await this.deps.database.inWorkspace(workspaceId, (tx) => postponeFill(tx, connectionId, seconds));
  }
}
