import { createSandbox, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import type { EntityType } from '@causeway/shared/vocabulary';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import { recordUrl } from '../../src/modules/connection/record-url.rules.ts';
import { plainChoices } from '../../src/modules/integration/settings/plain-choices.rules.ts';
import type { SyncSettingsService } from '../../src/modules/integration/settings/sync-settings.service.ts';
import { readSetupFacts } from '../../src/modules/integration/setup/setup-facts.queries.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { type ActivityModule, createActivity } from '../../src/modules/sync/activity/activity.module.ts';
import { createPreview, type PreviewModule } from '../../src/modules/sync/preview/preview.module.ts';
import type { PullService } from '../../src/modules/sync/pull/poll/pull.service.ts';
import { createPull, type PullModule, type PullModuleDeps } from '../../src/modules/sync/pull/pull.module.ts';
import type { RunRow } from '../../src/modules/sync/pull/runs/runs.queries.ts';
import { remoteScreenOf } from '../../src/modules/sync/registry.ts';
import { createRepair } from '../../src/modules/sync/repair/repair.module.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Database, Tx } from '../../src/platform/database/database.ts';
import type { Actor } from '../../src/platform/graphql/context.ts';
import type { SecretBox } from '../../src/platform/secrets.ts';
import { openPush } from './push-fixture.ts';
import { settingsWith } from './settings.ts';
import type { TestDatabase } from './test-database.ts';
import { addAdmin, addStages, keysOf, openTestWorkspace, usualStages } from './test-workspace.ts';

/** Everything that comes in, what is seen of it, and previews. */
export type SyncParts = Omit<PreviewModule & ActivityModule, 'resolvers' | 'sweep' | 'jobs'> & PullModule;

/** A connected workspace over HTTP with a sandbox, and the pull side of the product. */
export interface SyncApp {
  test: TestDatabase;
  database: Database;
  sandbox: Sandbox;
  sync: SyncParts;
  syncSettings: SyncSettingsService;
  workspaceId: string;
  connectionId: string;
  actor: Actor;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  rows<T extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Chooses what a start wants and starts the first sync without a preview. */
  start(): Promise<RunRow>;
  /** Works on the pull that is running or due, as a woken worker does. */
  work(kind?: 'initial' | 'poll' | 'manual'): Promise<boolean>;
  /** Makes the poll due and does it. */
  poll(): Promise<boolean>;
  close(): Promise<void>;
}

/** The pull side on a database, for a sandbox that runs; what the parent process and a worker in its own process share. */
export function openPull(
  database: Database,
  sandbox: Pick<Sandbox, 'port' | 'clientId'>,
  more: Partial<PullModuleDeps> & { secrets?: SecretBox; sessionUrl?: string } = {},
) {
  const { secrets, sessionUrl = '', ...rest } = more;
  const { connection, push } = openPush(database, sandbox, secrets ? { secrets } : {});
  const outside = {
    database,
    clock: systemClock,
    audit: new AuditLog(),
    live: {
      liveSignal: () => {
        throw new Error('No live signals here.');
      },
    },
    queue: { enqueue: async () => undefined },
    links: new LinksService(),
    connections: connection.connections,
    clients: connection.clients,
    health: connection.health,
    settings: push.settings,
    recordUrls: async (tx: Tx) => {
      const active = await connection.connections.active(tx);
      return (entity: EntityType, remoteId: string) =>
        active ? recordUrl(active, remoteScreenOf(entity), remoteId) : null;
    },
    logger: { warn: () => undefined },
    leaseMs: 2_000,
    ...rest,
  };
  const preview = createPreview({ ...outside, sessionUrl });
  const pull = createPull({
    ...outside,
    sweeps: [preview.sweep, () => push.outbox.sweep(database)],
    requestPush: (tx, record) => push.outbox.request(tx, { ...record, reason: 'updated', actor: null }),
  });
  const repair = createRepair({ ...outside, door: pull.door, pushIssues: push.issues, outbox: push.outbox });
  const activity = createActivity({
    ...outside,
    syncSettings: push.syncSettings,
    previews: preview.previews,
    door: pull.door,
    forecasts: pull.forecasts,
    pushIssues: push.issues,
    outbox: push.outbox,
    relink: repair.relink,
    desk: repair.desk,
    edited: repair.edited,
  });
  const sync: SyncParts = { ...preview, ...activity, ...pull };
  return { connection, push, sync };
}

export const runOnce = (
  pull: PullService,
  workspaceId: string,
  connectionId: string,
  kind: 'initial' | 'poll' | 'manual' = 'poll',
) =>
  pull.run({ workspaceId, connectionId, kind }, { signal: new AbortController().signal, touch: async () => undefined });

export async function openSyncApp(
  options: SandboxOptions & { pageSize?: number; mode?: string } = {},
): Promise<SyncApp> {
  const { pageSize, mode, ...sandboxOptions } = options;
  const workspace = await openTestWorkspace();
  const { test, database, workspaceId, write, rows } = workspace;
  const sandbox = await createSandbox(sandboxOptions);
  const { connection, push, sync } = openPull(database, sandbox, {
    sessionUrl: test.url,
    ...(pageSize ? { pageSize } : {}),
  });
  const { userId, actor } = await addAdmin(workspace);
  await addStages(workspace, usualStages);
  const connected = await connection.service.connect(actor, keysOf(sandbox));
  await connection.references.refresh(workspaceId, connected.id);
  if (mode) await rows(settingsWith, [connected.id, JSON.stringify({ mode })]);
  const work: SyncApp['work'] = (kind) => runOnce(sync.pull, workspaceId, connected.id, kind);
  return {
    test,
    database,
    sandbox,
    sync,
    syncSettings: push.syncSettings,
    workspaceId,
    connectionId: connected.id,
    actor,
    write,
    rows,
    start: () =>
      write(async (tx) => {
        const { lists, stages } = await readSetupFacts(tx, connected.id);
        const items = Object.values(lists).flat();
        await push.syncSettings.save(tx, connected.id, plainChoices({ items, stages }), { userId, name: 'Ann' });
        return sync.runs.start(tx, { withoutPreview: true });
      }),
    work,
    poll: async () => {
      await rows(`update connection set next_pull_at = now()`);
      return work('poll');
    },
    close: async () => {
      await connection.close();
      await sandbox.close();
      await test.drop();
    },
  };
}
