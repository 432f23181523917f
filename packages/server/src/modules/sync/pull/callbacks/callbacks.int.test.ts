import { createHash, createHmac } from 'node:crypto';
import { askConnectWise, requestConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { callbacksSettled } from '../../../../../test/support/callbacks-settled.ts';
import { connect, saveSettings } from '../../../../../test/support/connected-app.ts';
import { settingsWith, startWithoutPreview } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';
import { sweepJob } from '../poll/wake-ups.ts';

interface Row {
  [column: string]: unknown;
}

const place = { addressLine1: '1 Main St', site: { name: 'Main' } };

describe('R78: callbacks of ConnectWise', () => {
  let app: TestApp;
  let connectionId: string;
  const rows = <T extends object = Row>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const entries = () =>
    app.sandbox.store.list('callbacks') as unknown as {
      id: number;
      url: string;
      type: string;
      inactiveFlag?: boolean;
    }[];
  const status = async () =>
    (
      await app.graphql(
        '{ callbacks { state sentence lastEventAt eventsLastHour rejected renewed entries { entity } } }',
      )
    ).callbacks;
  const check = async () => {
    const { checkCallbacks } = await app.graphql(
      'mutation { checkCallbacks { problems { message } callbacks { state } } }',
    );
    expect(checkCallbacks.problems).toEqual([]);
    return checkCallbacks.callbacks.state;
  };
  const there = async (method: string, path: string, body?: unknown): Promise<number> =>
    (await requestConnectWise(app, method, path, body)).status;
  const setCity = (id: number, city: string) =>
    there('PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value: city }]);
  const cityHere = async (remoteId: number) =>
    (
      await rows<{ city: string | null }>(
        `select c.city from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where l.remote_id = $1`,
        [String(remoteId)],
      )
    )[0]?.city;
  /** Until nothing is on its way and every message was worked on. */
  const settled = () => callbacksSettled(app);

  beforeEach(async () => {
    app = await createTestApp({ callbacks: true });
    for (let i = 0; i < 12; i++)
      app.sandbox.store.insert('companies', { name: `Company ${i}`, identifier: `C${i}`, ...place });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await connect(app);
    [{ id: connectionId } = { id: '' }] = await rows<{ id: string }>('select id from connection');
    await rows(settingsWith, [connectionId, JSON.stringify({ mode: 'real_time' })]);
    await rows(`update connection set sync_started_at = now(), next_pull_at = now()`);
    await app.app.pull.pull.run(
      { workspaceId: app.workspaceId, connectionId, kind: 'poll' },
      { signal: new AbortController().signal, touch: async () => undefined },
    );
    expect(await check()).toBe('ACTIVE');
  });
  afterEach(() => app.stop());

  it('registers an entry of each kind at a secret address, and none twice', async () => {
    expect(
      entries()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['company', 'contact', 'opportunity', 'productcatalog']);
    const urls = new Set(entries().map(({ url }) => url));
    expect([...urls]).toEqual([
      expect.stringMatching(new RegExp(`^${app.url}/api/callbacks/connectwise/[\\w-]{32}\\?recordId=$`)),
    ]);
    await check();
    expect(entries()).toHaveLength(4);
    expect(app.logged()).not.toContain([...urls][0]?.split('/').at(-1)?.split('?')[0]);
  });

  it('brings a change in at once, and shows when it last heard of one', async () => {
    const [company] = app.sandbox.store.list('companies');
    const id = company?.id ?? 0;
    expect(await setCity(id, 'Ocala')).toBe(200);
    await settled();
    expect(await cityHere(id)).toBe('Ocala');
    expect(await status()).toMatchObject({ state: 'ACTIVE', eventsLastHour: 1, rejected: 0 });
    expect((await status()).lastEventAt).not.toBeNull();
    app.sandbox.store.insert('companies', { name: 'Brand new', identifier: 'NEW', ...place });
    await settled();
    expect(await rows(`select 1 from client where name = 'Brand new'`)).toHaveLength(1);
  });

  it('notices a deletion at once, with one issue', async () => {
    const company = app.sandbox.store.list('companies')[4];
    expect(await there('DELETE', `/company/companies/${company?.id}`)).toBe(204);
    await settled();
    await settled();
    expect(await rows(`select remote_id from entity_link where state = 'broken'`)).toEqual([
      { remote_id: String(company?.id) },
    ]);
    expect(await rows(`select code from sync_issue where state = 'open'`)).toEqual([{ code: 'remote_deleted' }]);
  });

  it('refuses a forged message with 401, and does nothing about it', async () => {
    const [company] = app.sandbox.store.list('companies');
    const id = company?.id ?? 0;
    app.sandbox.callbacks.behave({ forge: 1 });
    await setCity(id, 'Forged');
    await settled();
    expect(app.sandbox.callbacks.deliveries().map((one) => one.status)).toEqual([401]);
    expect(await cityHere(id)).not.toBe('Forged');
    expect(await rows('select 1 from callback_event')).toEqual([]);
    expect((await status()).rejected).toBe(1);
  });

  it('says that messages are refused, with one alert, until one is believed again', async () => {
    const said = async () =>
      (await app.graphql('{ integrationHealth { troubles { code sentence since } } }')).integrationHealth.troubles;
    const refusals = async () => (await said()).filter(({ code }: { code: string }) => code === 'callbacks_refused');
    const alerts = async () => {
      await app.app.alerts.checks.check(app.workspaceId);
      return rows(`select resolved_at as "resolvedAt" from alert where key = 'callbacks_refused'`);
    };
    const ids = app.sandbox.store.list('companies').map(({ id }) => id);
    await setCity(ids[0] ?? 0, 'Genuine');
    await settled();
    app.sandbox.callbacks.behave({ forge: 1 });
    for (const id of ids.slice(0, 3)) await setCity(id, 'Forged');
    await settled();
    expect(await status()).toMatchObject({
      state: 'FAILING',
      sentence: expect.stringMatching(
        /^The callbacks of ConnectWise are refused: 3 messages since 20\S+ \S+ UTC, none with .* poll every 15 minutes\.$/,
      ),
    });
    expect([await refusals(), await alerts()]).toEqual([[], []]);
    await rows(`update callback_endpoint set refused_since = refused_since - interval '3 minutes'`);
    expect(await refusals()).toMatchObject([{ sentence: expect.stringContaining('3 messages') }]);
    expect(await alerts()).toEqual([{ resolvedAt: null }]);
    expect(await alerts()).toEqual([{ resolvedAt: null }]);
    app.sandbox.callbacks.behave({ forge: 0 });
    await setCity(ids[4] ?? 0, 'Genuine');
    await settled();
    expect(await status()).toMatchObject({ state: 'ACTIVE', sentence: expect.stringContaining('tells of changes at') });
    expect(await refusals()).toEqual([]);
    await alerts();
    await rows(`update alert set clear_since = clear_since - interval '1 minute'`);
    expect(await alerts()).toEqual([{ resolvedAt: expect.any(Date) }]);
  });

  it('asks no foreign host for a key', async () => {
    const [company] = app.sandbox.store.list('companies');
    app.sandbox.callbacks.behave({ foreignKeyHost: 'keys.attacker.example' });
    await setCity(company?.id ?? 0, 'Foreign');
    await settled();
    expect(app.sandbox.callbacks.deliveries().map((one) => one.status)).toEqual([401]);
    expect(app.logged()).not.toContain('keys.attacker.example');
  });

  it('takes a repeated and a replayed message for one, and any order for the last state', async () => {
    const [first, second] = app.sandbox.store.list('companies');
    app.sandbox.callbacks.behave({ duplicate: 3, reorder: true, reorderWithinMs: 200, seed: 5 });
    for (const city of ['Ocala', 'Orlando', 'Naples']) {
      await setCity(first?.id ?? 0, city);
      await setCity(second?.id ?? 0, city);
    }
    await settled();
    expect(await cityHere(first?.id ?? 0)).toBe('Naples');
    expect(await cityHere(second?.id ?? 0)).toBe('Naples');
    expect(await rows('select distinct message_id from callback_event')).toHaveLength(6);
    expect(await rows('select 1 from callback_event')).toHaveLength(6);
  });

  it('answers a genuine message sent by hand once more without reading the record again', async () => {
    const [company] = app.sandbox.store.list('companies');
    const id = company?.id ?? 0;
    const url = entries()[0]?.url ?? '';
    const sent: Buffer[] = [];
    const key = 'a-key-of-somebody-else';
    const body = (more: object) =>
      JSON.stringify({
        MessageId: 'm-1',
        CompanyId: app.sandbox.company,
        Action: 'updated',
        Type: 'company',
        ID: id,
        Entity: null,
        Metadata: { key_url: `${app.sandbox.url}/v2025_1//system/callbackkey/index.rails?companyName=other&id=1` },
        ...more,
      });
    const post = async (text: string, signature?: string) => {
      sent.push(Buffer.from(text));
      const answer = await fetch(`${url}${id}&action=updated`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(signature ? { 'x-content-signature': signature } : {}) },
        body: text,
      });
      return answer.status;
    };
    const signed = (text: string) =>
      createHmac('sha256', createHash('sha256').update(key).digest()).update(text).digest('base64');
    expect(await post(body({}), signed(body({})))).toBe(401);
    expect(await post(body({}))).toBe(401);
    expect(await post(body({ CompanyId: 'other' }), signed(body({ CompanyId: 'other' })))).toBe(401);
    expect(await post('{"half":', 'x')).toBe(400);
    const elsewhere = await fetch(url.replace(/wise\/[\w-]+/, 'wise/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'), {
      method: 'POST',
      body: body({}),
    });
    expect(elsewhere.status).toBe(410);
    expect(await rows('select 1 from callback_event')).toEqual([]);
  });

  it('writes nothing for the echo of a push', async () => {
    const { workspaceId } = app;
    const [client] = await rows<{ id: string }>(`select id from client where name = 'Company 3'`);
    const { updateClient } = await app.graphql(
      `mutation ($id: ID!) { updateClient(id: $id, input: { name: "Company 3", city: "Tampa" }) { problems { message } } }`,
      { id: client?.id },
    );
    expect(updateClient.problems).toEqual([]);
    await settled();
    await settled();
    const [remote] = app.sandbox.store.list('companies').filter(({ name }) => name === 'Company 3');
    expect(remote?.city).toBe('Tampa');
    expect(await rows('select 1 from callback_event where done_at is not null')).not.toEqual([]);
    expect(
      await rows(`select 1 from audit_event where workspace_id = $1 and direction = 'in' and operation = 'update'`, [
        workspaceId,
      ]),
    ).toEqual([]);
  });

  it('switches an entry on again that ConnectWise switched off, and removes what an earlier installation left', async () => {
    const [entry] = entries();
    app.sandbox.store.patchRaw('callbacks', entry?.id ?? 0, { inactiveFlag: true });
    app.sandbox.store.insert('callbacks', {
      url: `${app.url}/api/callbacks/connectwise/oldoldoldoldoldoldoldoldoldoldol?recordId=`,
      type: 'company',
      level: 'owner',
      objectId: 1,
    });
    app.sandbox.store.insert('callbacks', {
      url: 'https://other.example/hook?id=',
      type: 'company',
      level: 'owner',
      objectId: 1,
    });
    expect(await check()).toBe('ACTIVE');
    expect(entries().filter(({ inactiveFlag }) => inactiveFlag)).toEqual([]);
    expect(entries().filter(({ url }) => url.includes('oldold'))).toEqual([]);
    expect(entries().filter(({ url }) => url.includes('other.example'))).toHaveLength(1);
    expect((await status()).renewed).toBe(1);
  });

  it('removes its entries on disconnect', async () => {
    const { disconnect } = await app.graphql('mutation { disconnect(removeLinks: false) { problems { message } } }');
    expect(disconnect.problems).toEqual([]);
    expect(entries()).toEqual([]);
  });
});

describe('R78: callbacks after a disconnection', () => {
  it('are registered with the next start, as with the first one', async () => {
    const app = await createTestApp({ callbacks: true });
    const there = (): Promise<{ type: string }[]> => askConnectWise(app, 'GET', '/system/callbacks');
    const rows = (sql: string) => app.database.inWorkspace(app.workspaceId, (tx) => tx.query(sql));
    const status = async () => (await app.graphql('{ callbacks { state sentence } }')).callbacks;
    const told = () => rows(`select description from audit_event where code = 'callbacks' order by seq`);
    /** As the worker goes round every few seconds. */
    const round = async () => {
      await app.jobs.enqueue(sweepJob, {});
      await app.settle();
    };
    const start = async () => {
      await startWithoutPreview(app);
      await app.settle();
    };
    const registered = 'Registered 4 callback entries in ConnectWise; it tells of changes at once.';
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    try {
      await connect(app);
      await start();
      await round();
      expect(await there()).toHaveLength(4);
      expect(await status()).toMatchObject({ state: 'ACTIVE' });

      await app.graphql('mutation { disconnect(removeLinks: false) { problems { message } } }');
      expect(await there()).toEqual([]);
      expect((await status()).sentence).toContain('The sync was stopped');
      await connect(app);
      // Whoever looks before the start is told why there are none; that is no reason any more once it has started.
      await app.graphql('mutation { checkCallbacks { problems { message } } }');
      expect(await status()).toMatchObject({ state: 'OFF', sentence: expect.stringContaining('The sync was stopped') });
      await start();
      await rows(`update connection set state = 'error'`);
      expect((await status()).sentence).toBe('They are registered in ConnectWise once the connection works again.');
      await rows(`update connection set state = 'connected'`);
      expect((await status()).sentence).toBe('They are about to be registered in ConnectWise.');
      await round();
      expect((await there()).map(({ type }) => type).sort()).toEqual([
        'company',
        'contact',
        'opportunity',
        'productcatalog',
      ]);
      expect(await status()).toMatchObject({ state: 'ACTIVE' });
      expect(await told()).toEqual([
        { description: registered },
        { description: 'Removed 4 callback entries from ConnectWise.' },
        { description: registered },
      ]);
    } finally {
      await app.stop();
    }
  }, 60_000);
});

describe('R78: callbacks without an address that can be reached', () => {
  it('are off, and say so', async () => {
    const app = await createTestApp();
    await connect(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
    await app.database.inWorkspace(app.workspaceId, (tx) => tx.query('update connection set sync_started_at = now()'));
    const { checkCallbacks } = await app.graphql('mutation { checkCallbacks { callbacks { state sentence } } }');
    expect(checkCallbacks.callbacks).toEqual({
      state: 'OFF',
      sentence: expect.stringContaining('PUBLIC_URL is not set'),
    });
    expect(app.sandbox.store.list('callbacks')).toEqual([]);
    await app.stop();
  });
});
