import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { InlineQueue } from '../../../platform/jobs/inline-queue.ts';
import { retentionProblems, usualRetention } from './retention.rules.ts';

const save = `mutation ($input: RetentionInput!) { saveRetention(input: $input) {
  retention { auditDays securityDays deliveriesDays alertsDays mailsDays runsDays exportsFirst removed { kind removed } } problems { code field message } } }`;

describe('retention', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    await app.test.sql(`select ensure_audit_partitions((now() - interval '26 months')::date, 30)`);
    // Two a month over two years in ours, and as many in another workspace; some without a month of their own.
    await app.test.sql(
      `insert into audit_event (workspace_id, at, direction, entity, operation, status, name, description)
       select w.id, now() - make_interval(days => d), 'in', 'company', 'create', 'success', 'Client ' || d, 'Created from ConnectWise.'
       from workspace w, generate_series(0, 760, 15) d`,
    );
    await app.test.sql(
      `insert into security_event (workspace_id, at, kind, actor, description) select id, now() - make_interval(days => d), 'signed_in', 'Ann', 'Ann signed in, day ' || d
       from workspace, unnest(array[10, 800, 1200]) d`,
    );
  });
  afterAll(() => app.stop());

  const pass = async (workspaceId = app.workspaceId) =>
    app.app.audit.retention.run(workspaceId, new AbortController().signal);
  const days = (of = app.workspaceId) =>
    app.test
      .sql<{ day: number }>(
        `select extract(day from date_trunc('day', now(), 'UTC') - date_trunc('day', at, 'UTC'))::int as day from audit_event where workspace_id = $1 and entity = 'company' order by 1`,
        [of],
      )
      .then((rows) => rows.map(({ day }) => day));
  const stranger = async () =>
    (await app.test.sql<{ id: string }>('select id from workspace where id <> $1', [app.workspaceId]))[0]?.id ?? '';
  const months = async () =>
    (
      await app.test.sql<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass order by 1`,
      )
    ).map(({ name }) => name);

  it('keeps by the usual terms at first, says them to everybody, and lets administrators alone change them', async () => {
    const { retention } = await app.graphql(
      '{ retention { auditDays securityDays deliveriesDays runsDays exportsFirst } }',
      {},
      { as: 'viewer' },
    );
    expect(retention).toEqual({
      auditDays: 365,
      securityDays: 730,
      deliveriesDays: 30,
      runsDays: null,
      exportsFirst: false,
    });
    for (const as of ['support', 'sales', 'viewer'] as const)
      expect((await app.ask(save, { input: { auditDays: 90 } }, { as })).errors[0]?.extensions?.code).toBe('forbidden');
    const refused = await app.graphql(save, { input: { auditDays: 5, alertsDays: 0, mailsDays: 99_999 } });
    expect(refused.saveRetention.problems.map(({ field }: { field: string }) => field)).toEqual([
      'auditDays',
      'alertsDays',
      'mailsDays',
    ]);
    expect(retentionProblems(usualRetention)).toEqual([]);
  });

  it('writes a change into the security log with the terms before and after, and nothing for no change', async () => {
    const { saveRetention } = await app.graphql(save, { input: { auditDays: 365, mailsDays: null } });
    expect(saveRetention).toMatchObject({
      problems: [],
      retention: { auditDays: 365, mailsDays: null, securityDays: 730 },
    });
    await app.graphql(save, { input: { mailsDays: null } });
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["retention_changed"]) { description actor } }',
    );
    expect(securityEvents).toEqual([
      { actor: 'admin', description: 'What is kept was changed: mails for good (was for 3 months).' },
    ]);
  });

  it('takes away what is older, of this workspace alone, and leaves the figures as they were', async () => {
    const figures = `select coalesce(sum(n), 0)::int as n from (select n from statistic_rollup union all select n from statistic_delta) s`;
    const before = await app.test.sql(figures);
    const theirs = await days(await stranger());
    await pass();
    const left = await days();
    expect([left.at(0), left.at(-1)]).toEqual([0, 360]);
    expect(await days(await stranger())).toEqual(theirs);
    expect(await app.test.sql(figures)).toEqual(before);
    const { retention } = await app.graphql('{ retention { removed { kind removed } } }');
    expect(retention.removed).toEqual([
      { kind: 'AUDIT', removed: theirs.length - left.length },
      { kind: 'SECURITY', removed: 2 },
    ]);
    expect(await app.test.sql(`select 1 from security_event where description like '%day 10'`)).toHaveLength(2);
  });

  it('drops a month of the log whole once no workspace needs it, and makes the months ahead', async () => {
    const before = await months();
    await app.test.sql('insert into retention_settings (workspace_id) values ($1)', [await stranger()]);
    await pass(await stranger());
    const after = await months();
    expect(after.length).toBeLessThan(before.length - 10);
    expect((await days(await stranger())).at(-1)).toBe(360);
    const ahead = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 3, 1));
    expect(after).toContain(`audit_event_${ahead.toISOString().slice(0, 7).replace('-', '')}`);
  });

  it('gives rows that came without a month of their own their month, as they were', async () => {
    const [there] = await app.test.sql<{ name: string }>(
      `select 'audit_event_' || to_char(now() + interval '2 months', 'YYYYMM') as name`,
    );
    await app.test.sql(`drop table ${there?.name}`);
    await app.test.sql(
      `insert into audit_event (workspace_id, at, operation, status, description) values ($1, now() + interval '2 months', 'check', 'info', 'Early')`,
      [app.workspaceId],
    );
    const [before] = await app.test.sql(`select id, seq, tx::text from audit_event where description = 'Early'`);
    await pass();
    const [after] = await app.test.sql(
      `select id, seq, tx::text, tableoid::regclass::text as place from audit_event where description = 'Early'`,
    );
    expect(after).toEqual({ ...before, place: there?.name });
  });

  it('puts rows into files before it takes them away, each row once, also when it was stopped between both', async () => {
    await app.test.sql(
      `insert into audit_event (workspace_id, at, operation, status, name, description) select $1, now() - interval '400 days' + make_interval(secs => n / 3), 'check', 'info', 'Old ' || n, 'Looked at.'
       from generate_series(1, 50) n`,
      [app.workspaceId],
    );
    await app.graphql(save, { input: { exportsFirst: true } });
    const small = new (app.app.audit.retention.constructor as new (deps: object) => typeof app.app.audit.retention)({
      ...app.tools,
      filesOfMail: () => [],
      rowsPerFile: 20,
      batchSize: 7,
    });
    const stopped = new AbortController();
    // Nothing is removed yet: the rows lie in files, and in the log.
    stopped.abort();
    await small.run(app.workspaceId, stopped.signal);
    expect(await app.test.sql(`select 1 from audit_event where name like 'Old %'`)).toHaveLength(50);
    await small.run(app.workspaceId, new AbortController().signal);
    await small.run(app.workspaceId, new AbortController().signal);
    expect(await app.test.sql(`select 1 from audit_event where name like 'Old %'`)).toHaveLength(0);

    const { retentionExports } = await app.graphql(
      '{ retentionExports { id kind fileName rowCount sizeBytes sha256 } }',
    );
    const files = retentionExports.filter(({ kind }: { kind: string }) => kind === 'AUDIT');
    expect(files.length).toBeGreaterThan(1);
    const names: string[] = [];
    for (const { id, fileName, rowCount, sizeBytes, sha256 } of files) {
      const answer = await fetch(`${app.url}/api/retention/exports/${id}`, { headers: await app.headersOf('admin') });
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${fileName}"`);
      const data = Buffer.from(await answer.arrayBuffer());
      expect([data.length, createHash('sha256').update(data).digest('hex')]).toEqual([sizeBytes, sha256]);
      const rows = gunzipSync(data)
        .toString('utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows).toHaveLength(rowCount);
      names.push(...rows.map(({ name }) => String(name)));
    }
    expect(names.sort()).toEqual(Array.from({ length: 50 }, (_, n) => `Old ${n + 1}`).sort());
  });

  it('hands files to administrators alone, deletes them for good, and tells of both', async () => {
    const { retentionExports } = await app.graphql('{ retentionExports { id } }');
    const [{ id }] = retentionExports;
    const get = async (as: 'support' | 'stranger' | 'nobody' | 'admin') =>
      (await fetch(`${app.url}/api/retention/exports/${id}`, { headers: await app.headersOf(as) })).status;
    expect([await get('support'), await get('stranger'), await get('nobody')]).toEqual([403, 404, 401]);
    const { deleteRetentionExport } = await app.graphql(
      'mutation ($id: ID!) { deleteRetentionExport(id: $id) { problems { code } } }',
      { id },
    );
    expect([deleteRetentionExport.problems, await get('admin')]).toEqual([[], 404]);
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["retention_export_deleted", "retention_export_downloaded"]) { description } }',
    );
    expect(securityEvents[0].description).toMatch(/^admin deleted the exported rows of the audit log from 20\d\d-/);
    expect(securityEvents.at(-1).description).toMatch(/^admin downloaded the exported rows/);
  });

  it('does not let the product take away what is not too old', async () => {
    const [row] = await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query<{ n: number }>('select forget_old_audit_events(1000) + forget_old_security_events(1000) as n'),
    );
    expect(row?.n).toBe(0);
    await expect(
      app.database.inWorkspace(app.workspaceId, (tx) => tx.query('update retention_settings set audit_days = 1')),
    ).rejects.toThrow(/check constraint/);
  });

  it('is woken by the sweep, once an hour, and at once when the terms change', async () => {
    if (!(app.jobs instanceof InlineQueue)) throw new Error('Jobs run in settle().');
    await app.test.sql('update retention_settings set next_at = now()');
    expect(await app.app.audit.retention.due()).toHaveLength(2);
    expect(await app.app.audit.retention.due()).toEqual([]);
    await app.test.sql(
      `insert into alert (workspace_id, key, kind, sentence, opened_at, resolved_at) select $1, 'k' || d, 'worker', 'Silent.', now() - make_interval(days => d), now() - make_interval(days => d)
       from unnest(array[5, 40]) d`,
      [app.workspaceId],
    );
    await app.graphql(save, { input: { alertsDays: 30, exportsFirst: false } });
    await app.app.audit.sweep();
    await app.settle();
    await until(async () => (await app.test.sql('select 1 from alert')).length === 1, 'the old alert is gone');
  });
});
