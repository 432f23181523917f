import type { Database, Tx } from '../../../platform/database/database.ts';
import { Session } from '../../../platform/database/session.ts';
import type { Id } from '../../../platform/ids.ts';
import { registry } from '../registry.ts';
import { copyRows, forgetLeases, holdSnapshot, makeShadows } from './shadow.queries.ts';

type Fill = 'workspace' | 'connection' | 'nothing';

/**
 * Every table that a pull writes, parents first, with the rows that its shadow begins with: all of the workspace, those of the connection,
 * or none. A table that is missing here is no danger: PostgreSQL refuses the write, and the preview fails with that.
 */
const shadowed = (): readonly { table: string; fill: Fill }[] => [
  { table: 'connection', fill: 'workspace' },
  ...registry.flatMap(({ table: { name, besides = [] } }) =>
    [name, ...besides].map((table) => ({ table, fill: 'workspace' as const })),
  ),
  { table: 'entity_link', fill: 'connection' },
  { table: 'sync_cursor', fill: 'connection' },
  { table: 'sync_skip', fill: 'connection' },
  { table: 'sync_issue', fill: 'connection' },
  { table: 'removal_hold', fill: 'connection' },
  { table: 'push_request', fill: 'nothing' },
  { table: 'sync_conflict', fill: 'nothing' },
  { table: 'sync_run', fill: 'nothing' },
  { table: 'sync_run_entity', fill: 'nothing' },
  { table: 'audit_event', fill: 'nothing' },
  { table: 'statistic_delta', fill: 'nothing' },
];

export interface Shadow {
  /** For the engine: the same statements as ever, on the shadows; everything else can be read and not be written. */
  engine: Pick<Database, 'inWorkspace'>;
  session: Session;
  close(): Promise<void>;
}

export interface ShadowRequest {
  /** Of the application role, past any pooler: the shadows live in one session. */
  url: string;
  workspaceId: Id;
  connectionId: Id;
  /** Stops the copying between two tables. */
  signal: AbortSignal;
}

/**
 * A copy of the workspace to try the real engine on. Temporary tables bear the names of those that a pull writes, so that its unqualified
 * SQL finds them first; its transactions are read-only for PostgreSQL, which lets it write temporary tables and nothing else. Pages commit
 * as they do in a pull, so no long transaction holds the live stream back.
 */
export async function openShadow(database: Pick<Database, 'inWorkspace'>, request: ShadowRequest): Promise<Shadow> {
  const session = await Session.open({ url: request.url, applicationName: 'causeway-preview' });
  const tables = shadowed().map(({ table }) => table);
  try {
    await session.inWorkspace(request.workspaceId, (tx) => makeShadows(tx, tables));
    await fillTables(database, session, request);
  } catch (error) {
    await session.close();
    throw error;
  }
  return {
    session,
    engine: {
      inWorkspace: (workspaceId, work) => session.inWorkspace(workspaceId, work, { readOnly: true }),
    },
    close: () => session.close(),
  };
}

/** Copies what one moment holds, in a transaction for each table. */
function fillTables(
  database: Pick<Database, 'inWorkspace'>,
  session: Session,
  { workspaceId, connectionId, signal }: ShadowRequest,
): Promise<void> {
  const hold = async (tx: Tx) => {
    const snapshot = await holdSnapshot(tx);
    const options = { readOnly: true, ...(snapshot ? { snapshot } : {}) };
    for (const { table, fill } of shadowed()) {
      signal.throwIfAborted();
      if (fill !== 'nothing')
        await session.inWorkspace(
          workspaceId,
          (own) => copyRows(own, table, fill === 'connection' ? connectionId : null),
          options,
        );
    }
    await session.inWorkspace(workspaceId, forgetLeases, { readOnly: true });
  };
  return database.inWorkspace(workspaceId, hold, { readOnly: true });
}
