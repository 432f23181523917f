import { connect, createConnectedApp } from '../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../test/support/settings.ts';
import type { TestApp } from '../../../test/support/test-app.ts';

describe('disconnecting', () => {
  let app: TestApp;
  const rows = <T extends object = Record<string, unknown>>(sql: string) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql));
  const preview = async (removeLinks: boolean): Promise<string[]> =>
    (
      await app.graphql(
        'query ($removeLinks: Boolean!) { disconnectPreview(removeLinks: $removeLinks) { sentences } }',
        {
          removeLinks,
        },
      )
    ).disconnectPreview.sentences;
  const disconnect = async (removeLinks: boolean) =>
    (
      await app.graphql(
        'mutation ($removeLinks: Boolean!) { disconnect(removeLinks: $removeLinks) { connection { state stateMessage } problems { code } } }',
        { removeLinks },
      )
    ).disconnect;
  const told = async () =>
    (await rows(`select description, actor from audit_event where operation = 'setting' order by seq desc limit 1`))[0];
  const clients = () => rows(`select name from client order by name`);
  const links = () => rows(`select remote_id from entity_link where entity = 'company' order by remote_id`);

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    app.sandbox.store.insert('companies', {
      name: 'Harbor',
      identifier: 'Harbor',
      addressLine1: '1 Bay Street',
      site: { name: 'Main' },
    });
    await startWithoutPreview(app);
    await app.settle();
  }, 60_000);
  afterAll(() => app.stop());

  it('says what it does, then stops the sync, takes the keys out, and keeps the links', async () => {
    const [before, linked] = [await clients(), await links()];
    expect(linked.length).toBeGreaterThan(0);
    expect(await preview(false)).toEqual([
      expect.stringMatching(/^The sync with .+ stops, and the keys are removed\.$/),
      'No record is deleted, neither here nor in ConnectWise.',
      expect.stringMatching(/^\d+ links? (is|are) kept, with the settings and the history/),
      'What is changed or made here meanwhile goes to ConnectWise once the sync is started again, where the mode sends it.',
    ]);
    expect(await disconnect(false)).toMatchObject({ connection: { state: 'PAUSED' }, problems: [] });
    expect(await told()).toMatchObject({
      description: expect.stringMatching(/Its 1 link and its settings are kept\.$/),
    });
    expect([await clients(), await links()]).toEqual([before, linked]);
    expect(await rows(`select private_key_sealed as key, public_key_sealed as open from connection`)).toEqual([
      { key: '', open: '' },
    ]);
    const { syncNow } = await app.graphql('mutation { syncNow { problems { code } } }');
    expect(syncNow.problems).toMatchObject([{ code: 'not_connected' }]);
    const { resumeConnection } = await app.graphql(
      'mutation { resumeConnection { connection { state } problems { code } } }',
    );
    expect(resumeConnection).toEqual({ connection: { state: 'PAUSED' }, problems: [{ code: 'disconnected' }] });
  });

  it('goes on with the same links once the same company is connected again', async () => {
    const linked = await links();
    await connect(app);
    await startWithoutPreview(app);
    await app.settle();
    expect(await links()).toEqual(linked);
    expect(await clients()).toHaveLength(linked.length);
    const [again] = await rows(
      `select count(*)::int as n from audit_event where entity = 'company' and operation = 'create'`,
    );
    expect(again).toEqual({ n: linked.length });
  });

  it('removes links and settings on request, and no record', async () => {
    const before = await clients();
    const companies = app.sandbox.store.count('companies');
    expect((await preview(true)).join(' ')).toMatch(/links? (is|are) removed, and the settings and their history/);
    expect(await disconnect(true)).toEqual({ connection: null, problems: [] });
    expect(await links()).toEqual([]);
    expect(await clients()).toEqual(before);
    expect(app.sandbox.store.count('companies')).toBe(companies);
    expect(await told()).toMatchObject({ description: expect.stringMatching(/and removed its 1 link, its settings/) });
    const problems = (await app.graphql('mutation { disconnect(removeLinks: true) { problems { code } } }')).disconnect;
    expect(problems).toEqual({ problems: [{ code: 'not_connected' }] });
  });
});
