import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { callbacksSettled } from '../../../../../test/support/callbacks-settled.ts';
import { connect, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';
import { until } from '../../../../../test/support/until.ts';
import { sweepJob } from '../poll/wake-ups.ts';

describe('R78: callbacks that fall silent', () => {
  let app: TestApp;
  const rows = <T extends object = { [column: string]: unknown }>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const status = async () => (await app.graphql('{ callbacks { state sentence } }')).callbacks;
  const setCity = (id: number, city: string) =>
    askConnectWise(app, 'PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value: city }]);
  const cityHere = async (remoteId: number) =>
    (
      await rows<{ city: string | null }>(
        `select c.city from client c join entity_link l on l.local_id = c.id and l.entity = 'company' where l.remote_id = $1`,
        [String(remoteId)],
      )
    )[0]?.city;
  /** Until nothing is on its way and every message was worked on. */
  const settled = () => callbacksSettled(app);
  const troubles = async () =>
    (await app.graphql('{ integrationHealth { troubles { code sentence since } } }')).integrationHealth.troubles;
  const alerts = async () => {
    await app.app.alerts.checks.check(app.workspaceId);
    return rows(`select resolved_at as "resolvedAt" from alert where key = 'callbacks_silent'`);
  };
  /** As a person asks for it, and the worker goes round. */
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const round = async () => {
    await app.jobs.enqueue(sweepJob, {});
    await app.settle();
  };
  const minutesLater = async (minutes: number) => {
    await rows(`update callback_endpoint set check_at = check_at - make_interval(mins => $1)`, [minutes]);
    await rows(`update sync_run set finished_at = finished_at - make_interval(mins => $1)`, [minutes]);
  };
  const ids = () => app.sandbox.store.list('companies').map(({ id }) => id);

  beforeEach(async () => {
    app = await createTestApp({ callbacks: true });
    for (let i = 0; i < 3; i++)
      app.sandbox.store.insert('companies', {
        name: `Company ${i}`,
        identifier: `C${i}`,
        addressLine1: '1 Main St',
        site: { name: 'Main' },
      });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await connect(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
    await startWithoutPreview(app);
    await app.settle();
    await round();
    expect(await status()).toMatchObject({ state: 'ACTIVE' });
    await rows(
      `update callback_endpoint set registered_at = now() - interval '10 minutes', last_event_at = now() - interval '9 minutes'`,
    );
  });
  afterEach(() => app.stop());

  it('R78: are said to be a minute after a poll found what none told of, with one alert, until one comes', async () => {
    // What a message told of long ago is no reason to expect none today.
    await setCity(ids()[0] ?? 0, 'Miami');
    await settled();
    await rows(`update callback_event set received_at = received_at - interval '8 minutes'`);
    await rows(`update callback_endpoint set last_event_at = last_event_at - interval '8 minutes'`);
    app.sandbox.callbacks.behave({ drop: 1 });
    await setCity(ids()[0] ?? 0, 'Ocala');
    await poll();
    expect(await cityHere(ids()[0] ?? 0)).toBe('Ocala');
    await round();
    expect(await status()).toMatchObject({ state: 'ACTIVE' });
    expect([await troubles(), await alerts()]).toEqual([[], []]);
    await minutesLater(1);
    await round();
    expect(await status()).toMatchObject({
      state: 'SILENT',
      sentence: expect.stringContaining('told of none of 1 change that polls have found'),
    });
    expect(await troubles()).toMatchObject([{ code: 'callbacks_silent' }]);
    expect(await alerts()).toEqual([{ resolvedAt: null }]);
    await round();
    expect(await rows(`select 1 from audit_event where code = 'callbacks' and status = 'error'`)).toHaveLength(1);
    app.sandbox.callbacks.behave({ drop: 0 });
    await setCity(ids()[1] ?? 0, 'Ocala');
    await until(async () => (await status()).state === 'ACTIVE', 'the silence is over');
    expect(await troubles()).toEqual([]);
    await alerts();
    await rows(`update alert set clear_since = clear_since - interval '1 minute'`);
    expect(await alerts()).toEqual([{ resolvedAt: expect.any(Date) }]);
  });

  it('are not said to be where the message comes after the poll, nor where polls find nothing', async () => {
    app.sandbox.callbacks.behave({ delayMs: 1_500 });
    await setCity(ids()[0] ?? 0, 'Ocala');
    await poll();
    expect(await cityHere(ids()[0] ?? 0)).toBe('Ocala');
    await settled();
    await rows(`update callback_endpoint set last_event_at = now() - interval '9 minutes'`);
    await minutesLater(1);
    await round();
    await app.graphql('mutation { checkCallbacks { problems { message } } }');
    expect(await status()).toMatchObject({ state: 'ACTIVE' });
    await poll();
    expect(await rows('select check_at from callback_endpoint')).toEqual([{ check_at: null }]);
  });

  it('are not said to be silent while messages come and are refused', async () => {
    app.sandbox.callbacks.behave({ forge: 1 });
    await setCity(ids()[0] ?? 0, 'Ocala');
    await settled();
    await poll();
    await minutesLater(1);
    await round();
    expect(await status()).toMatchObject({ state: 'FAILING' });
    expect(await rows('select state from callback_endpoint')).toEqual([{ state: 'active' }]);
  });
});
