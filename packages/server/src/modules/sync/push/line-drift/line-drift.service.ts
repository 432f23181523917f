import { IN_BATCH, oneOf } from '../../../../connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { productItemWire } from '../../../../connectwise/wire/product-item.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ConnectWiseClients } from '../../../connection/connection.ports.ts';
import { linesAsSentAgain, linesIssue, linesLeftAsTheyAre } from '../../messages/line-drift.messages.ts';
import { LINES_CHANGED, raiseLines } from '../outbox/changed-lines.queries.ts';
import { noteLooked, type PushedWin, readPushedWins, readRoundStart, resolveLines } from './line-drift.queries.ts';
import { type LineDrift, lineDrift, type StandingLine, standingLine } from './line-drift.rules.ts';

export interface LineDriftDeps {
  database: Database;
  clients: ConnectWiseClients;
  audit: AuditLog;
}

export interface LineCheckOptions {
  signal: AbortSignal;
  touch(): Promise<void>;
}

/** At most so many pages of 100 at once; the next round goes on with those that were not looked at for the longest time. */
const MAX_PAGES = 5;

interface Seen {
  win: PushedWin;
  drift: LineDrift | null;
}

/**
 * Looks whether lines of won opportunities were edited in ConnectWise after the push (reading A24). Quote lines are push-only: an edit is told,
 * once, and overwritten by nothing but a new push.
 */
export class LineDriftService {
  constructor(private readonly deps: LineDriftDeps) {}

  async check(workspaceId: Id, connectionId: Id, { signal, touch }: LineCheckOptions): Promise<void> {
    const { database, clients } = this.deps;
    const since = await database.inWorkspace(workspaceId, readRoundStart);
    for (let page = 0; page < MAX_PAGES && !signal.aborted; page++) {
      const wins = await database.inWorkspace(workspaceId, (tx) => readPushedWins(tx, connectionId, since, IN_BATCH));
      if (wins.length === 0) return;
      await touch();
      const client = await clients.clientFor({ id: connectionId, workspaceId }, { signal });
      const present = await linesByOpportunity(client, wins);
      const gone = await goneAmong(client, wins, present);
      const seen = wins.map((win): Seen => {
        // The pull reports one that is gone; its lines are not reported.
        const drift = gone.has(win.remoteId) ? null : lineDrift(win.lines, present.get(win.remoteId) ?? []);
        return { win, drift };
      });
      await database.inWorkspace(workspaceId, (tx) => this.tell(tx, connectionId, seen));
    }
  }

  private async tell(tx: Tx, connectionId: Id, seen: readonly Seen[]): Promise<void> {
    const news = await noteLooked(
      tx,
      connectionId,
      seen.map(({ win, drift }) => ({
        opportunityId: win.opportunityId,
        version: win.version,
        told: drift?.message ?? null,
      })),
    );
    const told = seen.filter(({ win }) => news.has(win.opportunityId));
    await raiseLines(
      tx,
      connectionId,
      told.flatMap(({ win: { opportunityId, name }, drift }) =>
        drift ? [{ opportunityId, name, ...linesIssue(name, drift.message) }] : [],
      ),
    );
    await resolveLines(
      tx,
      connectionId,
      told.flatMap(({ win, drift }) => (drift ? [] : [win.opportunityId])),
    );
    await this.deps.audit.record(
      tx,
      told.map(({ win: { opportunityId, remoteId, name }, drift }) => ({
        direction: 'in',
        entity: 'opportunity',
        operation: 'check',
        status: 'info',
        code: LINES_CHANGED,
        name,
        localId: opportunityId,
        remoteId,
        opportunityId,
        description: drift ? linesLeftAsTheyAre(drift.message) : linesAsSentAgain(),
        changes: drift?.changes ?? [],
      })),
    );
  }
}

async function linesByOpportunity(
  client: ConnectWiseClient,
  wins: readonly PushedWin[],
): Promise<Map<string, StandingLine[]>> {
  const conditions = oneOf(
    'opportunity/id',
    wins.map((win) => Number(win.remoteId)),
  );
  const lines = await client.find(productItemWire, { conditions });
  const groups = Map.groupBy(lines, (line) => String(line.opportunity?.id));
  return new Map([...groups].map(([id, group]) => [id, group.map(standingLine)]));
}

/** Of those without any line: which are not there at all any more. */
async function goneAmong(
  client: ConnectWiseClient,
  wins: readonly PushedWin[],
  present: ReadonlyMap<string, StandingLine[]>,
): Promise<Set<string>> {
  const bare = wins.filter((win) => win.lines.length > 0 && !present.has(win.remoteId)).map((win) => win.remoteId);
  if (bare.length === 0) return new Set();
  const there = await client.find(opportunityWire, { conditions: oneOf('id', bare.map(Number)) });
  const known = new Set(there.map((one) => String(one.id)));
  return new Set(bare.filter((id) => !known.has(id)));
}
