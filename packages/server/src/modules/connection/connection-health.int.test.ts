import { type ConnectionFixture, openConnectionFixture } from '../../../test/support/connection-fixture.ts';
import { contactWire } from '../../connectwise/wire/contact.ts';
import { stageWire } from '../../connectwise/wire/opportunity.ts';

describe('the state of a connection', () => {
  let f: ConnectionFixture;

  beforeAll(async () => {
    f = await openConnectionFixture();
  });
  beforeEach(async () => {
    await f.enterWorkspace('w');
    f.sandbox.clearFaults();
  });
  afterEach(() => f.test.sql('delete from connection'));
  afterAll(() => f?.close());

  it('pauses with a reason, refuses work meanwhile, and resumes', async () => {
    await f.connect();
    const pause = `mutation ($reason: String!) { pauseConnection(reason: $reason) { connection { state stateMessage } problems { code field } } }`;
    expect(await f.ask(pause, { reason: ' ' })).toMatchObject({ pauseConnection: { problems: [{ field: 'reason' }] } });
    expect(await f.ask(pause, { reason: 'Year end' })).toMatchObject({
      pauseConnection: { connection: { state: 'PAUSED', stateMessage: 'Year end' }, problems: [] },
    });
    const usable = () => f.database.inWorkspace(f.workspaceId, (tx) => f.connecting.connections.requireUsable(tx));
    await expect(usable()).rejects.toMatchObject({
      code: 'not_connected',
      message: expect.stringContaining('Year end'),
    });
    await f.connecting.health.reportFailure(await f.ref(), await f.failed());
    expect((await f.shown())?.state).toBe('PAUSED');
    expect(await f.ask(`mutation { resumeConnection { connection { state } problems { code } } }`)).toEqual({
      resumeConnection: { connection: { state: 'CONNECTED' }, problems: [] },
    });
    expect((await usable()).state).toBe('connected');
    expect(await f.audit()).toEqual(['setting success -', 'setting success -', 'setting success -', 'check success -']);
  });

  it('tells once that keys are refused, and goes on by itself when they work again', async () => {
    await f.connect();
    f.sandbox.revokeKeys();
    const error = await f.failed();
    await f.connecting.health.reportFailure(await f.ref(), error);
    await f.connecting.health.reportFailure(await f.ref(), error);
    expect(await f.shown()).toMatchObject({ state: 'ERROR', stateCode: 'wrong_keys' });
    f.clock.advance(31_000);
    await f.queue.settle();
    expect(await f.shown()).toMatchObject({ state: 'ERROR' });
    f.sandbox.restoreKeys();
    f.clock.advance(31_000);
    await f.queue.settle();
    expect(await f.shown()).toMatchObject({ state: 'CONNECTED', stateCode: null });
    expect(await f.audit()).toEqual(['setting success -', 'check error wrong_keys', 'check info recovered']);
  });

  it('shows an unreachable site after the second failure, still lets work try, and recovers with its success', async () => {
    await f.connect();
    f.sandbox.fail({ kind: 'reset-before' });
    const error = await f.failed();
    await f.connecting.health.reportFailure(await f.ref(), error);
    expect((await f.shown())?.state).toBe('CONNECTED');
    await f.connecting.health.reportFailure(await f.ref(), error);
    expect(await f.shown()).toMatchObject({ state: 'ERROR', stateCode: 'unreachable' });
    await expect(
      f.database.inWorkspace(f.workspaceId, (tx) => f.connecting.connections.requireUsable(tx)),
    ).resolves.toBeDefined();
    f.sandbox.clearFaults();
    await f.connecting.health.reportSuccess(await f.ref());
    expect(await f.shown()).toMatchObject({ state: 'CONNECTED' });
  });

  it('stops at a right that was taken away, names it, and goes on once it is back', async () => {
    await f.connect();
    f.sandbox.deny('/company/contacts');
    const error = await (await f.client()).count(contactWire).catch((e: unknown) => e);
    await f.connecting.health.reportFailure(await f.ref(), error);
    expect(await f.shown()).toMatchObject({
      state: 'ERROR',
      stateCode: 'no_permission',
      stateMessage: expect.stringContaining('Companies > Contacts: Inquire All'),
    });
    await f.connecting.health.reportSuccess(await f.ref());
    f.clock.advance(31_000);
    await f.queue.settle();
    expect(await f.shown()).toMatchObject({ stateCode: 'no_permission' });
    f.sandbox.allow('/company/contacts');
    f.clock.advance(31_000);
    await f.queue.settle();
    expect(await f.shown()).toMatchObject({ state: 'CONNECTED', stateCode: null });
    expect(await f.audit()).toEqual(['setting success -', 'check error no_permission', 'check info recovered']);
  });

  it('keeps working when only one f.odd request was forbidden', async () => {
    await f.connect();
    f.sandbox.deny('/system/documents');
    const upload = { recordType: 'Opportunity', recordId: 1, title: 'x', url: 'https://crm.example/x' };
    const error = await (await f.client()).linkDocument(upload).catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'forbidden' });
    await f.connecting.health.reportFailure(await f.ref(), error);
    f.sandbox.allow('/system/documents');
    expect(await f.shown()).toMatchObject({ state: 'CONNECTED' });
  });

  it('checks the stored keys on demand, and the state follows', async () => {
    await f.connect();
    const verify = `mutation { verifyConnection { connection { state stateCode } problems { code } } }`;
    f.sandbox.revokeKeys();
    expect(await f.ask(verify)).toEqual({
      verifyConnection: { connection: { state: 'ERROR', stateCode: 'wrong_keys' }, problems: [{ code: 'wrong_keys' }] },
    });
    f.sandbox.restoreKeys();
    expect(await f.ask(verify)).toEqual({
      verifyConnection: { connection: { state: 'CONNECTED', stateCode: null }, problems: [] },
    });
  });

  it('makes every process wait that a 429 concerns', async () => {
    await f.connect();
    f.sandbox.fail({ path: '/sales/stages', retryAfterSeconds: 120, times: 1 });
    expect(await (await f.client()).find(stageWire).catch((e) => e.kind)).toBe('rate_limited');
    const rows = await f.test.sql<{ ms: number }>(
      'select extract(epoch from throttled_until - now())::float * 1000 as ms from connection where workspace_id = $1',
      [f.workspaceId],
    );
    expect(rows[0]?.ms).toBeGreaterThan(110_000);
    const before = f.sandbox.journal().length;
    expect(await (await f.client()).find(stageWire).catch((e) => e.kind)).toBe('rate_limited');
    expect(f.sandbox.journal()).toHaveLength(before);
  });
});
