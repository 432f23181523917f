import { requestConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { callbacksSettled } from '../../../../../test/support/callbacks-settled.ts';
import { connect } from '../../../../../test/support/connected-app.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

/** Nothing says that the time of a catalog item moves when its components do, nor that ConnectWise then tells of the item; where it does, that is enough. */
describe('R78: a message about a bundle', () => {
  let app: TestApp;
  let connectionId: string;
  let kit = 0;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const use = (mode: string) => rows(settingsWith, [connectionId, JSON.stringify({ mode })]);

  beforeAll(async () => {
    app = await createTestApp({ callbacks: true });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    // A while ago: what is new is read once more beside.
    app.sandbox.clock.advance(-120_000);
    const part = item('PART');
    kit = item('KIT', 'Bundle');
    const parent = { parentCatalogItem: { id: kit }, catalogItem: { id: part }, sequenceNumber: 1 };
    app.sandbox.store.insertRaw('catalogComponents', { ...parent, quantity: 1 });
    app.sandbox.clock.reset();
    await connect(app);
    [{ id: connectionId } = { id: '' }] = await rows<{ id: string }>('select id from connection');
    await use('real_time');
    await rows(`update connection set sync_started_at = now(), next_pull_at = now()`);
    await app.app.pull.pull.run(
      { workspaceId: app.workspaceId, connectionId, kind: 'poll' },
      { signal: new AbortController().signal, touch: async () => undefined },
    );
    await app.graphql('mutation { checkCallbacks { problems { message } } }');
    await callbacksSettled(app);
    expect(await quantity()).toBe(1);
  });
  afterAll(() => app.stop());

  const item = (identifier: string, productClass = 'NonInventory'): number =>
    app.sandbox.store.insert('catalog', {
      ...{ identifier, description: identifier, customerDescription: identifier, price: 10, productClass },
      ...{ subcategory: { id: 1 }, type: { id: 1 } },
    }).id;
  const quantity = async () =>
    (
      await rows<{ quantity: number }>(
        `select b.quantity::float from bundle_line b join entity_link l on l.local_id = b.bundle_id and l.entity = 'product' where l.remote_id = $1`,
        [String(kit)],
      )
    )[0]?.quantity;
  const setThere = async (to: number) => {
    const path = `/procurement/catalog/${kit}/components`;
    const { body } = await requestConnectWise(app, 'GET', path);
    const change = [{ op: 'replace', path: 'quantity', value: to }];
    expect((await requestConnectWise(app, 'PATCH', `${path}/${body[0].id}`, change)).status).toBe(200);
  };
  /** ConnectWise tells of the item, whose time stays as it is. */
  const tell = async () => {
    const { body } = await requestConnectWise(app, 'GET', `/procurement/catalog/${kit}`);
    app.sandbox.clearJournal();
    app.sandbox.clock.advance(Date.parse(body._info.lastUpdated) - Date.now());
    app.sandbox.store.patchRaw('catalog', kit, {});
    app.sandbox.clock.reset();
    await callbacksSettled(app);
    return app.sandbox.journal().filter(({ path }) => path.endsWith('/components')).length;
  };
  const told = () =>
    rows<{ description: string }>(
      `select description from audit_event where entity = 'product' and remote_id = $1 order by seq`,
      [String(kit)],
    );

  it('brings its parts in at once, though its own time did not move', async () => {
    const before = (await told()).length;
    await setThere(4);
    expect(await tell()).toBe(1);
    expect(await quantity()).toBe(4);
    expect((await told()).slice(before)).toEqual([{ description: 'Updated: parts.' }]);
    // The same message once more says nothing new.
    await tell();
    expect((await told()).slice(before)).toHaveLength(1);
  });

  it('asks for no parts under a mode that takes no changes', async () => {
    await use('pull_new_push_won');
    await setThere(9);
    expect(await tell()).toBe(0);
    expect(await quantity()).toBe(4);
  });
});
