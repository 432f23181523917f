import { askConnectWise } from './ask-connectwise.ts';
import { createConnectedApp, saveSettings } from './connected-app.ts';
import { startWithoutPreview } from './settings.ts';
import type { TestApp } from './test-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
type Answer = any;

export type Row = Record<string, unknown>;

/** The product with an empty sandbox, for what becomes of records when an admin changes the directions of fields. */
export interface DirectionsApp {
  app: TestApp;
  /** ConnectWise over HTTP. */
  http(method: string, path: string, body?: object): Promise<Answer>;
  rows<T extends object = Row>(sql: string, params?: unknown[]): Promise<T[]>;
  poll(): Promise<void>;
  /** A poll, and the pushes that it asks for: the sweep wakes a worker within a minute, here another change does. */
  cycle(): Promise<void>;
  /** The record of a path that a link has in ConnectWise. */
  remoteId(localId: string): Promise<string>;
  localId(entity: string, remoteId: number): Promise<string>;
  /** A mutation of a record, as a person saves its form, and what it leads to. */
  mutate(name: string, input: object, id?: string): Promise<string>;
  direct(directions: Readonly<Record<string, string>>): Promise<void>;
  preview(directions: Readonly<Record<string, string>>): Promise<string[]>;
  /** Sentences of the log about a record, the newest last. */
  log(localId: string): Promise<string[]>;
}

const inputOf = (directions: Readonly<Record<string, string>>) =>
  Object.entries(directions).map(([field, direction]) => ({ field, direction }));

export async function openDirectionsApp(
  before: (opened: DirectionsApp) => Promise<void> = async () => undefined,
  mode = 'REAL_TIME',
): Promise<DirectionsApp> {
  const app = await createConnectedApp({ sandbox: 'empty' });
  const rows = <T extends object = Row>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const opened: DirectionsApp = {
    app,
    rows,
    http: (method, path, body) => askConnectWise(app, method, path, body),
    poll: async () => {
      await app.graphql('mutation { syncNow { problems { message } } }');
      await app.settle();
    },
    cycle: async () => {
      await opened.poll();
      await opened.mutate('createProduct', {
        name: `Wakes ${++woken}`,
        kind: 'PRODUCT',
        price: '1',
        cost: '1',
        sku: `W${woken}`,
      });
    },
    remoteId: async (localId) => {
      const [link] = await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [
        localId,
      ]);
      return link?.id ?? '';
    },
    localId: async (entity, remoteId) => {
      const [link] = await rows<{ id: string }>(
        `select local_id as id from entity_link where entity = $1 and remote_id = $2`,
        [entity, String(remoteId)],
      );
      return link?.id ?? '';
    },
    mutate: async (name, input, id) => {
      const record = name.replace(/^(create|update)/, '');
      const field = record.toLowerCase();
      const answer = await app.graphql(
        `mutation (${id ? '$id: ID!, ' : ''}$input: ${record}Input!) { ${name}(${id ? 'id: $id, ' : ''}input: $input) { ${field} { id } problems { message } } }`,
        { input, ...(id ? { id } : {}) },
      );
      if (answer[name].problems.length > 0) throw new Error(JSON.stringify(answer[name].problems));
      await app.settle();
      return answer[name][field].id;
    },
    direct: (directions) => saveSettings(app, { fieldDirections: inputOf(directions) }),
    preview: async (directions) => {
      const { fieldDirectionsPreview } = await app.graphql(
        `query ($input: [FieldDirectionInput!]!) { fieldDirectionsPreview(input: $input) { preview { sentences } problems { message } } }`,
        { input: inputOf(directions) },
      );
      if (fieldDirectionsPreview.problems.length > 0) throw new Error(JSON.stringify(fieldDirectionsPreview.problems));
      return fieldDirectionsPreview.preview.sentences;
    },
    log: async (localId) =>
      (
        await rows<{ description: string }>(
          `select description from audit_event where local_id = $1 and direction in ('in', 'out') order by seq`,
          [localId],
        )
      ).map(({ description }) => description),
  };
  let woken = 0;
  await before(opened);
  await startWithoutPreview(app);
  await app.settle();
  await saveSettings(app, { mode });
  return opened;
}
