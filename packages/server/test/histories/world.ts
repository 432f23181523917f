import type { Owner } from '@causeway/shared/forms/configuration/options';
import { oneOf } from '../../src/connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../src/connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../src/connectwise/wire/wire.ts';
import { probeJob } from '../../src/modules/connection/connection.job.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { sweepJob } from '../../src/modules/sync/pull/poll/wake-ups.ts';
import { type PushSetup, readPushSetup } from '../../src/modules/sync/push/attempt/push-setup.ts';
import { RemoteStates } from '../../src/modules/sync/push/attempt/remote-states.ts';
import type { EntitySync } from '../../src/modules/sync/records/entity-sync.ts';
import { configuredSync } from '../../src/modules/sync/records/fields/configured-fields.ts';
import type { FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { records, syncOf } from '../../src/modules/sync/registry.ts';
import { connect, saveSettings } from '../support/connected-app.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { keepState } from './kept-state.ts';
import { LEASE_MS, MortalWorker } from './mortal-worker.ts';
import { defineThere, keepInStep, mapOpenStages, twoOwners } from './set-up.ts';
import { type BundleMode, type Entity, entities, isEntity, type Mode } from './words.ts';

/** The whole product with both systems at hand. One serves many histories; `fresh` takes it back to the moment after the first sync of nothing. */
export interface World {
  app: TestApp;
  connectwise: ConnectWiseClient;
  connectionId: string;
  workspaceId: string;
  stages: Record<'lead' | 'quote' | 'won' | 'lost', string>;
  users: readonly string[];
  /** The record as the settings have it, with its custom fields. */
  syncOf(entity: PulledEntity): EntitySync;
  worker: MortalWorker;
  /** How bundles of quotes go out from now on. */
  setBundleMode(mode: BundleMode): Promise<void>;
  /** Whose value stands by the settings where both sides changed one. */
  owners: Readonly<Record<Entity, Owner>>;
  rows<T extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Records here, oldest first. */
  here(entity: Entity): Promise<string[]>;
  remoteIdOf(entity: Entity, localId: string): Promise<string | null>;
  /** A linked record's fields in the CRM's words. */
  theirs(entity: Entity, remoteId: string): Promise<Readonly<Record<string, FieldValue>> | null>;
  /** The same of many records at once, by their ID; those that cannot be read are left out. */
  allTheirs(
    entity: Entity,
    remoteIds: readonly string[],
  ): Promise<ReadonlyMap<string, Readonly<Record<string, FieldValue>>>>;
  /** Does what is due by now, e.g. the pushes that were just asked for. */
  settle(): Promise<void>;
  /** What waits for its next try, and a poll. */
  cycle(): Promise<void>;
  /** The look at ConnectWise that comes every half minute: after an outage the sync goes on. */
  probe(): Promise<void>;
  /** The comparison of all records on both sides, as every night. */
  compare(): Promise<void>;
  /** Writes that ConnectWise has seen since the journal was cleared. */
  writes(): string[];
  /** Takes back what histories did: to the moment after the first sync of nothing. */
  fresh(mode: Mode): Promise<void>;
  /** Keeps what is on both sides now; the answer brings it back, in the mode that is on now. */
  keep(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const app = await createTestApp({
    connectwise: { requestsPerSecond: 10_000, timeoutMs: 2_500, retry: { attempts: 3, baseMs: 1 } },
    tools: { pull: { leaseMs: LEASE_MS }, push: { random: () => 0, leaseMs: LEASE_MS } },
  });
  const { workspaceId, database, sandbox } = app;
  const write: typeof database.inWorkspace = (id, work) => database.inWorkspace(id, work);
  const rows: World['rows'] = (sql, params = []) => write(workspaceId, (tx) => tx.query(sql, params));
  await rows(
    `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Quote', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
  );
  const users = await twoOwners(app, rows);
  const definitions = defineThere(app);
  await connect(app);
  await startWithoutPreview(app);
  await app.settle();
  const [connection] = await rows<{ id: string }>(`select id from connection`);
  const connectionId = connection?.id ?? '';
  const stages = Object.fromEntries(
    (await rows<{ id: string; name: string }>(`select id, name from pipeline_stage`)).map(({ id, name }) => [
      name.toLowerCase(),
      id,
    ]),
  ) as World['stages']; // The four that were made above.
  await mapOpenStages(app, stages);
  await keepInStep(app, definitions);
  const connectwise = await app.app.connection.clients.clientFor({ id: connectionId, workspaceId });
  const states = new RemoteStates(new LinksService(), records);
  /** Read once; saving settings reads it anew. */
  const readSetup = () => write(workspaceId, (tx) => readPushSetup(tx, connectionId, { settings: app.app.settings }));
  let setup: PushSetup = await readSetup();
  const syncs = () => new Map(entities.map((entity) => [entity, configuredSync(syncOf(entity), setup)] as const));
  let synced = syncs();
  const inOurWords = async (entity: Entity, read: readonly WireRecord[]) => {
    const found = new Map<string, Readonly<Record<string, FieldValue>>>();
    await write(workspaceId, async (tx) => {
      const asker = {
        connectionId,
        setup,
        client: connectwise,
        read: <T>(work: (one: typeof tx) => Promise<T>) => work(tx),
      };
      for (const record of read) {
        const { fields } = await states.of(asker, entity, record);
        if (fields) found.set(String(record.id), fields);
      }
    });
    return found;
  };
  const settle = async () => {
    await app.settle().catch((error: unknown) => {
      if (!String(error).includes('ConnectWise')) throw error;
    });
  };
  const { configuration } = await write(workspaceId, (tx) => app.app.settings.of(tx, connectionId));
  const bringBack = await keepState(app);
  const worker = new MortalWorker(app);
  const change = async (input: object) => {
    await saveSettings(app, input);
    setup = await readSetup();
    synced = syncs();
  };
  const bundleModeAtFirst = 'BUNDLE';
  let bundleMode: BundleMode = bundleModeAtFirst;
  await change({ bundleMode });
  const setBundleMode = async (next: BundleMode) => {
    if (next !== bundleMode) await change({ bundleMode: next });
    bundleMode = next;
  };
  let mode: Mode = 'REAL_TIME';
  const probe = async () => {
    await app.jobs.enqueue(probeJob, {});
    await settle();
  };
  const idle = async () => {
    sandbox.clearFaults();
    await worker.bury();
    await app.settle().catch(() => undefined);
    await probe();
  };
  const setMode = async (next: Mode) => {
    sandbox.clearJournal();
    await setBundleMode(bundleModeAtFirst);
    if (next === mode) return;
    await change({ mode: next });
    mode = next;
  };
  return {
    app,
    connectwise,
    connectionId,
    workspaceId,
    stages,
    users,
    syncOf: (entity) => (isEntity(entity) ? synced.get(entity) : undefined) ?? syncOf(entity),
    worker,
    setBundleMode,
    owners: configuration.options.owners,
    rows,
    settle,
    here: async (entity) =>
      (await rows<{ id: string }>(`select id from ${syncOf(entity).table.name} order by created_at, id`)).map(
        ({ id }) => id,
      ),
    remoteIdOf: async (entity, localId) =>
      (
        await rows<{ id: string }>(
          `select remote_id as id from entity_link where entity = $1 and local_id = $2 and state = 'linked'`,
          [entity, localId],
        )
      )[0]?.id ?? null,
    theirs: async (entity, remoteId) => {
      const record = await connectwise.get(syncOf(entity).wire, remoteId);
      const found = record ? await inOurWords(entity, [record]) : new Map();
      return found.get(remoteId) ?? null;
    },
    allTheirs: async (entity, remoteIds) => {
      if (remoteIds.length === 0) return new Map();
      const conditions = oneOf('id', remoteIds.map(Number));
      return inOurWords(entity, await connectwise.find(syncOf(entity).wire, { conditions }));
    },
    probe,
    cycle: async () => {
      await rows(`update push_request set next_attempt_at = now() where state = 'pending'`);
      await rows(`update connection set next_pull_at = now()`);
      await app.jobs.enqueue(sweepJob, {});
      await settle();
    },
    compare: async () => {
      const { reconcileNow } = await app.graphql('mutation { reconcileNow { problems { message } } }');
      if (reconcileNow.problems.length > 0) throw new Error(JSON.stringify(reconcileNow.problems));
      await settle();
    },
    writes: () =>
      sandbox
        .journal()
        .filter(({ method, path }) => method !== 'GET' && !path.includes('/callbacks'))
        .map(({ method, path, status }) => `${method} ${path} → ${status}`),
    fresh: async (next) => {
      await idle();
      await bringBack();
      await setMode(next);
    },
    keep: async () => {
      const kept = await keepState(app);
      const then = mode;
      return async () => {
        await idle();
        await kept();
        await setMode(then);
      };
    },
    close: async () => {
      await worker.bury();
      await app.stop();
    },
  };
}
