import type { Owner } from '@causeway/shared/forms/configuration/options';
import { oneOf } from '../../src/connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../src/connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../src/connectwise/wire/wire.ts';
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
import type { bundleModes } from './operation.ts';

export type Mode = 'REAL_TIME' | 'PULL_NEW_PUSH_WON';

/** Names of the sandbox's tables. */
export const remoteTable = {
  company: 'companies',
  contact: 'contacts',
  product: 'catalog',
  opportunity: 'opportunities',
} as const satisfies Partial<Record<PulledEntity, string>>;
export type Entity = keyof typeof remoteTable;
export const entities: readonly Entity[] = ['company', 'contact', 'product', 'opportunity'];
export const isEntity = (entity: string): entity is Entity => entity in remoteTable;

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
  setBundleMode(mode: (typeof bundleModes)[number]): Promise<void>;
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
  let bundleMode: (typeof bundleModes)[number] = bundleModeAtFirst;
  await change({ bundleMode });
  const setBundleMode = async (next: (typeof bundleModes)[number]) => {
    if (next !== bundleMode) await change({ bundleMode: next });
    bundleMode = next;
  };
  let mode: Mode = 'REAL_TIME';
  const idle = async () => {
    sandbox.clearFaults();
    await app.settle().catch(() => undefined);
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
    cycle: async () => {
      await rows(`update push_request set next_attempt_at = now() where state = 'pending'`);
      await rows(`update connection set next_pull_at = now()`);
      await app.jobs.enqueue(sweepJob, {});
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

/** A custom field of each record, of a type of its own where the record has one. */
const customFields = {
  company: { caption: 'Region', type: 'text', of: 'client' },
  contact: { caption: 'Badge', type: 'text', of: 'contact' },
  product: { caption: 'Shelf', type: 'text', of: 'product' },
  opportunity: { caption: 'Seats', type: 'number', of: 'opportunity' },
} as const satisfies Record<Entity, { caption: string; type: string; of: string }>;

/** Answers the definitions in ConnectWise by record. */
const defineThere = ({ sandbox }: TestApp): Map<Entity, string> =>
  new Map(
    entities.map((entity) => {
      const { caption, type } = customFields[entity];
      const { id } = sandbox.customField({
        record: remoteTable[entity],
        caption,
        type: type === 'number' ? 'Number' : 'Text',
      });
      return [entity, String(id)];
    }),
  );

/** A custom field of the CRM stands for each of them. */
async function keepInStep(app: TestApp, definitions: ReadonlyMap<Entity, string>): Promise<void> {
  const rows: { remoteId: string; customFieldId: string; value: null }[] = [];
  for (const [entity, remoteId] of definitions) {
    const { caption, type, of } = customFields[entity];
    const { createCustomField } = await app.graphql(
      'mutation ($input: CustomFieldInput!) { createCustomField(input: $input) { customField { id } problems { message } } }',
      { input: { entity: of, name: caption, type } },
    );
    if (!createCustomField.customField) throw new Error(JSON.stringify(createCustomField.problems));
    rows.push({ remoteId, customFieldId: createCustomField.customField.id, value: null });
  }
  await saveSettings(app, { customFields: rows });
}

/** Two people who may own opportunities on both sides. */
async function twoOwners(app: TestApp, rows: World['rows']): Promise<string[]> {
  const ids: string[] = [];
  for (const name of ['Olive', 'Otto']) {
    const defaultEmail = `${name.toLowerCase()}@owner.example`;
    app.sandbox.store.insertRaw('members', {
      identifier: name,
      firstName: name,
      lastName: 'Owner',
      licenseClass: 'F',
      defaultEmail,
    });
    const [made] = await rows<{ id: string }>(
      `insert into app_user (email, name, role, password_hash) values ($1, $2, 'viewer', '') returning id`,
      [defaultEmail, name],
    );
    ids.push(made?.id ?? '');
  }
  return ids;
}

/** Each open stage has one of its own in ConnectWise. */
async function mapOpenStages(app: TestApp, stages: World['stages']): Promise<void> {
  const { store } = app.sandbox;
  const taken = await app.graphql('{ syncSettings { stageMap { stage { id } remoteStageId remoteStatusId } } }');
  const given: { stage: { id: string }; remoteStageId: string | null; remoteStatusId: string | null }[] =
    taken.syncSettings.stageMap;
  const free = store.list('stages').filter((row) => !given.some((one) => one.remoteStageId === String(row.id)));
  const kept = given.filter(({ stage }) => stage.id !== stages.lead && stage.id !== stages.quote);
  await saveSettings(app, {
    mode: 'REAL_TIME',
    stageMap: [
      ...kept.map(({ stage, remoteStageId, remoteStatusId }) => ({ stageId: stage.id, remoteStageId, remoteStatusId })),
      { stageId: stages.lead, remoteStageId: String(free[0]?.id), remoteStatusId: null },
      { stageId: stages.quote, remoteStageId: String(free[1]?.id), remoteStatusId: null },
    ],
  });
}
