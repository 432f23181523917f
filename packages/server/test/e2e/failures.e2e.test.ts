import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { startWithoutPreview } from '../support/settings.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { createTestApp, type TestApp, type TestAppOptions } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const healthQuery = `{ integrationHealth { tone sentence connection { state stateCode stateMessage } currentRun { state } } }`;
const connectMutation = `mutation ($input: ConnectInput!) { connect(input: $input) { connection { id state } problems { code field message } } }`;

type Health = {
  tone: string;
  sentence: string;
  connection: { state: string; stateCode: string | null; stateMessage: string | null } | null;
  currentRun: { state: string } | null;
};

const story = sideBySide();
/** With two contacts each, opportunities and a catalog: enough to be disturbed in the middle. */
const COMPANIES = 500;

const health = async (app: TestApp): Promise<Health> => (await app.graphql(healthQuery)).integrationHealth;

const keysOf = ({ url, company, publicKey, privateKey }: TestApp['sandbox']) => ({
  siteUrl: url,
  loginCompany: company,
  publicKey,
  privateKey,
});

async function connect(app: TestApp): Promise<void> {
  const { connect: answer } = await app.graphql(connectMutation, { input: keysOf(app.sandbox) });
  expect(answer.problems).toEqual([]);
}

async function start(app: TestApp): Promise<void> {
  await app.graphql(`mutation { saveSyncSettings(input: { mode: PULL_NEW_PUSH_WON }) { problems { message } } }`);
  expect(await startWithoutPreview(app)).toMatchObject({ state: 'RUNNING' });
}

const processed = async (app: TestApp): Promise<number> =>
  Number((await app.test.sql<{ n: string }>('select coalesce(sum(processed), 0) as n from sync_run_entity'))[0]?.n);

const makePipeline = (app: TestApp) =>
  app.database.inWorkspace(app.workspaceId, (tx) =>
    tx.query(
      `insert into pipeline_stage (name, position, kind) values ('Open', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    ),
  );

/** A first sync by a real worker, slow enough to be disturbed. */
async function openMidSync(sandbox: TestAppOptions['sandbox']): Promise<TestApp> {
  const app = await createTestApp({
    jobs: 'agenda-postgres',
    sandbox,
    schedule: true,
    tools: { pull: { leaseMs: 1_500, pageSize: 100 } },
    connectwise: { retry: { attempts: 2, baseMs: 20 } },
  });
  await makePipeline(app);
  await connect(app);
  app.sandbox.setLatency(40);
  await start(app);
  await until(async () => (await processed(app)) > 300, 'the first sync is under way', 45_000);
  return app;
}

async function expectComplete(app: TestApp): Promise<void> {
  app.sandbox.setLatency(0);
  await until(
    async () => (await app.test.sql(`select 1 from sync_run where kind = 'initial' and state = 'done'`)).length === 1,
    'the first sync is complete',
    150_000,
  );
  const entities = await app.test.sql<Record<string, number>>(
    `select e.expected, e.processed, e.created + e.linked as taken, e.skipped, e.failed,
       (select count(*)::int from entity_link l where l.entity = e.entity) as links,
       (select count(distinct local_id)::int from entity_link l where l.entity = e.entity) as locals,
       (select count(*)::int from audit_event a where a.entity = e.entity and a.operation = 'create') as creates,
       (select count(*)::int from sync_skip s where s.entity = e.entity) as skips,
       (select count(*)::int from sync_issue i where i.entity = e.entity) as issues
     from sync_run_entity e join sync_run r on r.id = e.run_id where r.kind = 'initial'`,
  );
  expect(entities).toHaveLength(4);
  for (const e of entities) {
    expect(e.processed).toBe(e.expected);
    expect(e).toMatchObject({ links: e.taken, locals: e.taken, creates: e.taken, skips: e.skipped, issues: e.failed });
  }
  expect((await health(app)).connection).toMatchObject({ state: 'CONNECTED', stateCode: null });
}

const checks = (app: TestApp) =>
  app.test.sql<{ code: string; status: string }>(
    `select code, status from audit_event where operation = 'check' order by id`,
  );

const shows = (app: TestApp, code: string) => async () => (await health(app)).connection?.stateCode === code;

describe('R6: connecting with something wrong', () => {
  let app: TestApp;
  let deadPort: number;
  beforeAll(async () => {
    deadPort = await unusedPort();
    const good = await createSandbox({ port: 0, seed: 'empty' });
    app = await createTestApp({
      connectwise: {
        allowedHosts: [new URL(good.url).host, `127.0.0.1:${deadPort}`, 'no-such-host.invalid'],
        retry: { attempts: 1 },
      },
    });
    await app.sandbox.close();
    app.sandbox = good;
  });
  afterAll(() => app.stop());

  it.each<[string, () => object, string, string | null, string]>([
    ['a wrong private key', () => ({ privateKey: 'wrong' }), 'wrong_keys', 'privateKey', 'does not accept these keys'],
    ['a wrong public key', () => ({ publicKey: 'wrong' }), 'wrong_keys', 'privateKey', 'Make new keys in System'],
    [
      'another host',
      () => ({ siteUrl: 'https://evil.example' }),
      'host_not_allowed',
      'siteUrl',
      'CONNECTWISE_ALLOWED_HOSTS',
    ],
    [
      'a host that does not answer',
      () => ({ siteUrl: `http://127.0.0.1:${deadPort}` }),
      'unreachable',
      'siteUrl',
      'does not answer',
    ],
    [
      'a host that is not there',
      () => ({ siteUrl: 'https://no-such-host.invalid' }),
      'host_unknown',
      'siteUrl',
      'There is no host called no-such-host.invalid',
    ],
  ])('names the cause of %s, and stores nothing', async (_what, change, code, field, message) => {
    const input = { ...keysOf(app.sandbox), ...change() };
    const { connect: answer } = await app.graphql(connectMutation, { input });
    expect(answer).toEqual({
      connection: null,
      problems: [{ code, field, message: expect.stringContaining(message) }],
    });
    expect(await app.test.sql('select 1 from connection')).toEqual([]);
    expect(await health(app)).toMatchObject({ tone: 'stopped', sentence: 'ConnectWise is not connected.' });
  });

  it('works right after with the right entries', async () => {
    await connect(app);
    expect((await health(app)).connection).toMatchObject({ state: 'CONNECTED' });
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a first sync that is disturbed', () => {
  /** Each for itself; most of the time they wait for the next look at their connection. */
  const disturbed = (title: string, sandbox: TestAppOptions['sandbox'], act: (app: TestApp) => Promise<void>): void => {
    let app: TestApp;
    const step = story({
      begin: async () => {
        app = await openMidSync(sandbox);
      },
      end: () => app?.stop(),
      timeoutMs: 240_000,
    });
    step(title, () => act(app));
  };

  disturbed('waits for a ConnectWise that went away, says so, and goes on by itself', 'demo', async (app) => {
    const { port, publicKey, privateKey } = app.sandbox;
    const state = app.sandbox.exportState();
    let again: Sandbox | null = null;
    try {
      await app.sandbox.close();
      await until(shows(app, 'unreachable'), 'the connection shows that ConnectWise is away', 30_000);
      expect(await health(app)).toMatchObject({
        tone: 'stopped',
        sentence: `ConnectWise at 127.0.0.1:${port} does not answer. Check that the site is up and that this server may reach it, then try again.`,
        currentRun: { state: 'RUNNING' },
      });
      again = await createSandbox({ port, publicKey, privateKey, seed: 'demo' });
      await again.importState(state);
      await expectComplete(app);
      expect(await checks(app)).toEqual([
        { code: 'unreachable', status: 'error' },
        { code: 'recovered', status: 'info' },
      ]);
    } finally {
      await again?.close();
    }
  });

  disturbed('stops at revoked keys with one event, and goes on once they are back', COMPANIES, async (app) => {
    app.sandbox.revokeKeys();
    await until(shows(app, 'wrong_keys'), 'the connection shows the refused keys', 30_000);
    const { tone, sentence } = await health(app);
    expect([tone, sentence]).toEqual([
      'stopped',
      expect.stringContaining('ConnectWise does not accept these keys for the company "sandbox". Make new keys in'),
    ]);
    app.sandbox.restoreKeys();
    await expectComplete(app);
    expect(await checks(app)).toEqual([
      { code: 'wrong_keys', status: 'error' },
      { code: 'recovered', status: 'info' },
    ]);
  });

  disturbed('goes on at once when the keys are entered anew', COMPANIES, async (app) => {
    app.sandbox.revokeKeys();
    await until(shows(app, 'wrong_keys'), 'the connection shows the refused keys', 30_000);
    app.sandbox.restoreKeys();
    await connect(app);
    expect((await health(app)).connection).toMatchObject({ state: 'CONNECTED' });
    await expectComplete(app);
    expect((await checks(app)).filter(({ status }) => status === 'error')).toHaveLength(1);
  });
});

describe('records that cannot be applied', () => {
  it('become one audit error and one issue each, while the others of their page come in', async () => {
    const app = await createTestApp();
    const { store } = app.sandbox;
    try {
      await makePipeline(app);
      await connect(app);
      const good = store.insert('companies', {
        identifier: 'Good',
        name: 'Good Harbor',
        site: { name: 'Main' },
        addressLine1: '1 Main St',
      });
      const bad = {
        nameless: store.insertRaw('companies', { identifier: 'NoName' }),
        endless: store.insertRaw('companies', {
          identifier: 'Endless',
          name: 'Endless',
          addressLine1: 'x'.repeat(200_000),
        }),
        unreadable: store.insertRaw('companies', { identifier: 'Bell', name: '\u0001\u0007\u001b' }),
        orphan: store.insertRaw('contacts', { firstName: 'Ann', lastName: 'Lost', company: { id: 999_999 } }),
      };
      store.insertRaw('companies', { identifier: 'Noisy', name: 'Noisy\u0000 \u0007Neighbour\u202e' });
      store.insert('contacts', { firstName: 'Ben', lastName: 'Found', company: { id: good.id } });
      await start(app);
      await app.settle();
      const { issues } = await app.graphql(
        '{ issues { items { remoteId code message advice } } integrationHealth { tone sentence } }',
      );
      const byId = new Map((issues.items as { remoteId: string }[]).map((issue) => [issue.remoteId, issue] as const));
      expect(issues.items).toHaveLength(4);
      expect(byId.get(String(bad.nameless.id))).toMatchObject({
        code: 'missing_name',
        message: 'It has no name.',
        advice: 'Enter the name of the record in ConnectWise; the next poll looks at it again.',
      });
      expect(byId.get(String(bad.endless.id))).toMatchObject({
        code: 'text_too_long',
        message: 'Its address line 1 has 200,000 characters; 255 are possible.',
        advice: 'Shorten the address line 1 in ConnectWise, then retry.',
      });
      expect(byId.get(String(bad.unreadable.id))).toMatchObject({ code: 'missing_name', message: 'It has no name.' });
      expect(byId.get(String(bad.orphan.id))).toMatchObject({
        code: 'unknown_reference',
        message: expect.stringContaining('It names the company 999999, which ConnectWise does not have'),
        advice: expect.stringContaining('Check the company of the record in ConnectWise'),
      });
      const { auditEvents } = await app.graphql(
        '{ auditEvents(filter: { status: ERROR }) { items { remoteId operation description } } }',
      );
      const errors = auditEvents.items as { remoteId: string; operation: string; description: string }[];
      expect(errors.map((e) => e.remoteId).sort()).toEqual([...byId.keys()].sort());
      for (const { description, operation } of errors) {
        expect(operation).toBe('FAIL');
        expect(description).toMatch(/^Not taken in: its? /);
      }
      const { clients, contacts } = await app.graphql('{ clients { items { name } } contacts { items { lastName } } }');
      const names = clients.items.map((c: { name: string }) => c.name);
      expect(names).toEqual(expect.arrayContaining(['Good Harbor', 'Noisy Neighbour']));
      expect(names).not.toContain('Endless');
      expect(contacts.items).toEqual(expect.arrayContaining([{ lastName: 'Found' }]));
      expect(await health(app)).toMatchObject({
        tone: 'attention',
        sentence: 'Everything that can pass is in step except 4 records that need you.',
      });
    } finally {
      await app.stop();
    }
  }, 40_000);
});
