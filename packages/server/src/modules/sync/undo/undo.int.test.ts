import { connect, saveSettings } from '../../../../test/support/connected-app.ts';
import { chooseEverything, startWithoutPreview } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { AuditLog } from '../../audit/audit-log.service.ts';
import { type UndoDeps, UndoService } from './undo.service.ts';

const place = { addressLine1: '1 Main St', site: { name: 'Main' } };

describe('R85: the undo of a first sync', () => {
  let app: TestApp;
  let runId: string;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const names = async () =>
    (await rows<{ name: string }>('select name from client order by name')).map(({ name }) => name);
  const ask = async () =>
    (
      await app.graphql(
        `query ($runId: ID!) { syncUndo(runId: $runId) { undo { state sentences entries { entity count reason } } problems { code } } }`,
        { runId },
      )
    ).syncUndo;
  const begin = async () =>
    (
      await app.graphql(
        `mutation ($runId: ID!) { undoFirstSync(runId: $runId) { undo { state } problems { code message } } }`,
        { runId },
      )
    ).undoFirstSync;
  const id = async (name: string) =>
    (await rows<{ id: string }>('select id from client where name = $1', [name]))[0]?.id;

  beforeEach(async () => {
    app = await createTestApp();
    const { store } = app.sandbox;
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await rows(`insert into client (name) values ('Ours before')`);
    for (let i = 0; i < 30; i++) {
      const made = store.insert('companies', {
        name: `Company ${String(i).padStart(2, '0')}`,
        identifier: `C${i}`,
        ...place,
      });
      store.insert('contacts', { firstName: 'Ann', lastName: `No${i}`, company: { id: made.id } });
    }
    await connect(app);
    await chooseEverything(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
    await startWithoutPreview(app);
    await app.settle();
    const { syncRuns } = await app.graphql('{ syncRuns { items { id kind state } } }');
    runId = syncRuns.items.find((run: { kind: string }) => run.kind === 'INITIAL').id;
    expect(await names()).toHaveLength(31);
  });
  afterEach(() => app.stop());

  it('says what goes and what stays and why, removes what nobody has used, and leaves ConnectWise alone', async () => {
    const edited = await id('Company 03');
    await app.graphql(
      `mutation ($id: ID!) { updateClient(id: $id, input: { name: "Company 03", city: "Tampa" }) { problems { message } } }`,
      { id: edited },
    );
    await rows(
      `insert into opportunity (name, client_id, stage_id) select 'Ours', $1, id from pipeline_stage where name = 'Lead'`,
      [await id('Company 05')],
    );
    const { undo } = await ask();
    expect(undo.state).toBe('POSSIBLE');
    expect(undo.entries).toContainEqual({ entity: 'COMPANY', count: 28, reason: null });
    expect(undo.entries).toContainEqual({ entity: 'COMPANY', count: 1, reason: 'needed by a record that stays' });
    expect(undo.entries).toContainEqual({ entity: 'CONTACT', count: 30, reason: null });
    expect(undo.sentences.join(' ')).toContain('ConnectWise is not touched');
    await app.settle();

    const before = app.sandbox.journal({}).length;
    expect(await begin()).toEqual({ undo: { state: 'RUNNING' }, problems: [] });
    await app.settle();
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["first_sync_undone"]) { actor description } }',
    );
    expect(securityEvents).toEqual([
      { actor: expect.any(String), description: expect.stringMatching(/^Began to undo the first sync/) },
    ]);
    expect(await names()).toEqual(['Company 03', 'Company 05', 'Ours before']);
    expect(await rows('select 1 from contact')).toEqual([]);
    expect(await rows(`select 1 from entity_link where entity in ('company', 'contact')`)).toHaveLength(2);
    expect(app.sandbox.journal({})).toHaveLength(before);
    expect(app.sandbox.store.count('companies')).toBeGreaterThanOrEqual(30);
    expect(await rows(`select 1 from audit_event where code = 'undone'`)).toHaveLength(58);
    const after = (await ask()).undo;
    expect(after.state).toBe('DONE');
    expect(after.entries).toContainEqual({ entity: 'COMPANY', count: 28, reason: null });
    expect((await begin()).problems[0].code).toBe('undone');
    // The sync stands still, and starts anew on a person's word.
    expect((await app.graphql('{ syncSettings { startedAt } }')).syncSettings.startedAt).toBeNull();
    await startWithoutPreview(app);
    await app.settle();
    expect(await names()).toHaveLength(31);
  });

  it.each([
    ['was kept by a person', true],
    ['is held until somebody decides', false],
  ])('leaves what ConnectWise does not have any more and whose link %s', async (_what, isDecided) => {
    const { store } = app.sandbox;
    for (let i = 0; i < 15; i++) {
      const found = store.list('companies').find(({ identifier }) => identifier === `C${i}`);
      store.patchRaw('companies', found?.id ?? 0, { deletedFlag: true });
    }
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
    const { issues } = await app.graphql('{ issues { items { id code } } }');
    const asked = issues.items.find(({ code }: { code: string }) => code === 'many_removed');
    expect(asked).toBeDefined();
    if (isDecided)
      await app.graphql(
        'mutation ($id: ID!) { dismissIssue(id: $id, reason: "They come back") { problems { message } } }',
        asked,
      );
    const { undo } = await ask();
    expect(undo.entries).toContainEqual({ entity: 'COMPANY', count: 15, reason: null });
    expect(undo.entries).toContainEqual({ entity: 'COMPANY', count: 15, reason: 'gone from ConnectWise' });
    expect(undo.sentences).toContain('15 clients stay: gone from ConnectWise.');
    expect(undo.sentences.join(' ')).not.toContain('everything');
    await begin();
    await app.settle();
    expect(await names()).toEqual([
      ...Array.from({ length: 15 }, (_, i) => `Company ${String(i).padStart(2, '0')}`),
      'Ours before',
    ]);
    const told = await rows<{ description: string }>(`select description from audit_event where code = 'undone'`);
    expect(new Set(told.map(({ description }) => description.split('Nobody ')[1]))).toEqual(
      new Set([
        'had used this client. ConnectWise was not touched.',
        'had used this contact. ConnectWise was not touched.',
      ]),
    );
  });

  it('promises of parts of bundles what it then does: those of a bundle that stays stay, however deep', async () => {
    const product = (name: string, kind = 'product') =>
      rows<{ id: string }>(`insert into product (name, sku, kind, price) values ($1, $1, $2, 1) returning id`, [
        name,
        kind,
      ]);
    const [[part], [inner], [outer], [free], [gone]] = [
      await product('Part'),
      await product('Inner', 'bundle'),
      await product('Outer', 'bundle'),
      await product('Free'),
      await product('Gone', 'bundle'),
    ];
    const line = (bundle: { id: string } | undefined, inside: { id: string } | undefined) =>
      rows(`insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 1)`, [
        bundle?.id,
        inside?.id,
      ]);
    await line(inner, part);
    await line(outer, inner);
    await line(gone, free);
    // As if the run had made them: links that were pulled, and its rows in the log.
    await rows(
      `with made as (insert into entity_link (connection_id, entity, local_id, remote_id, origin, synced_at)
         select c.id, 'product', p.id, (900 + row_number() over (order by p.id))::text, 'pulled', now() + interval '1 minute' from product p, connection c returning local_id)
       insert into audit_event (direction, entity, operation, status, name, local_id, description, run_id)
       select 'in', 'product', 'create', 'success', 'Product', local_id, 'Created from ConnectWise.', $1 from made`,
      [runId],
    );
    await rows(
      `insert into audit_event (entity, operation, status, name, local_id, description, actor) values ('product', 'update', 'success', 'Outer', $1, 'Edited', 'Ann')`,
      [outer?.id],
    );
    const counts = async () => (await ask()).undo.entries.filter((one: { entity: string }) => one.entity === 'PRODUCT');
    const promised = await counts();
    expect(promised).toContainEqual({ entity: 'PRODUCT', count: 2, reason: null });
    expect(promised).toContainEqual({ entity: 'PRODUCT', count: 2, reason: 'needed by a record that stays' });
    await begin();
    await app.settle();
    expect((await rows<{ name: string }>('select name from product order by name')).map(({ name }) => name)).toEqual([
      'Inner',
      'Outer',
      'Part',
    ]);
    expect(await counts()).toEqual(expect.arrayContaining(promised));
  });

  it('goes on after a worker died in the middle', async () => {
    await begin();
    const dying = new AbortController();
    let transactions = 0;
    const database: UndoDeps['database'] = {
      inWorkspace: (workspaceId, work, options) => {
        if (++transactions === 4) dying.abort();
        return app.database.inWorkspace(workspaceId, work, options);
      },
    };
    const { jobs: queue } = app;
    const worker = new UndoService({
      database,
      audit: new AuditLog(),
      queue,
      logger: { warn: () => undefined },
      batchSize: 7,
    });
    expect(await worker.run(app.workspaceId, runId, dying.signal)).toBe(false);
    expect((await ask()).undo.state).toBe('RUNNING');
    await rows(`update sync_undo set lease_until = now() - interval '1 second'`);
    expect(await app.app.undo.service.run(app.workspaceId, runId, new AbortController().signal)).toBe(true);
    expect(await names()).toEqual(['Ours before']);
    expect((await ask()).undo.entries).toContainEqual({ entity: 'COMPANY', count: 30, reason: null });
  });

  it('is refused for other runs, and for other roles', async () => {
    const { syncNow } = await app.graphql('mutation { syncNow { run { id } } }');
    await app.settle();
    const { undoFirstSync } = await app.graphql(
      `mutation ($runId: ID!) { undoFirstSync(runId: $runId) { problems { code } } }`,
      { runId: syncNow.run.id },
    );
    expect(undoFirstSync.problems).toEqual([{ code: 'not_a_first_sync' }]);
    const answer = await app.ask(
      `mutation ($runId: ID!) { undoFirstSync(runId: $runId) { problems { code } } }`,
      { runId },
      { as: 'sales' },
    );
    expect(JSON.stringify(answer)).toContain('forbidden');
  });
});
