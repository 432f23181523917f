import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';
import { CwStatusOutcome } from '../cw-status/cw-status-outcome.service.ts';
import { MAX_PUSH_ATTEMPTS } from '../error-action.ts';
import { records } from '../registry.ts';
import { createCrmListener } from './outbox/crm-listener.ts';
import { PushOutbox } from './outbox/push-outbox.service.ts';
import { pushJob } from './outbox/push-wake-up.ts';

describe('a push that fails', () => {
  let fixture: PushFixture;
  const request = async (localId: string) => {
    const [row] = await fixture.rows(
      `select state, attempts, last_code, next_attempt_at > now() as later from push_request where local_id = $1`,
      [localId],
    );
    return row;
  };
  const issues = (localId: string) =>
    fixture.rows(`select code, state, record_name from sync_issue where local_id = $1`, [localId]);

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  it('waits for wrong keys to be mended without using up an attempt, and goes on by itself', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    fixture.sandbox.revokeKeys();
    await fixture.run();
    const [connection] = await fixture.rows(`select state from connection`);
    expect(connection).toEqual({ state: 'error' });
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'pending', attempts: 0 });
    const asked = fixture.sandbox.journal().length;
    await fixture.run();
    expect(fixture.sandbox.journal()).toHaveLength(asked);
    fixture.sandbox.restoreKeys();
    await fixture.rows(`update connection set state = 'connected'`);
    await fixture.drain();
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'done' });
  });

  it('tries again later while ConnectWise is down, then leaves it to a person, who sends it again', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    fixture.sandbox.fail({ method: 'POST', status: 503 });
    await fixture.run();
    expect(await request(deal.opportunityId)).toEqual({
      state: 'pending',
      attempts: 1,
      last_code: 'unavailable',
      later: true,
    });
    expect(await issues(deal.opportunityId)).toEqual([]);
    for (let attempt = 2; attempt <= MAX_PUSH_ATTEMPTS; attempt++) {
      await fixture.rows(`update push_request set next_attempt_at = now()`);
      await fixture.rows(`update connection set state = 'connected'`);
      await fixture.run();
    }
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'parked', attempts: MAX_PUSH_ATTEMPTS });
    expect(await issues(deal.opportunityId)).toMatchObject([{ code: 'unavailable', state: 'open' }]);
    const failures = await fixture.rows(
      `select attempt from audit_event where opportunity_id = $1 and operation = 'fail' order by attempt`,
      [deal.opportunityId],
    );
    expect(failures).toHaveLength(MAX_PUSH_ATTEMPTS);
    fixture.sandbox.clearFaults();
    await fixture.rows(`update connection set state = 'connected'`);
    const issue = { connectionId: fixture.connectionId, entity: 'opportunity', localId: deal.opportunityId };
    expect(await fixture.write((tx) => fixture.push.issues.retry(tx, issue))).toBe(true);
    await fixture.run();
    expect(await issues(deal.opportunityId)).toMatchObject([{ state: 'resolved' }]);
  });

  it('names the record that ConnectWise refused, and why', async () => {
    const deal = await insertDeal(fixture);
    await fixture.rows(`update client set name = repeat('Harbor ', 25) where id = $1`, [deal.clientId]);
    await win(fixture, deal);
    await fixture.run();
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'parked', last_code: 'text_too_long' });
    const [event] = await fixture.rows(
      `select entity, local_id, description from audit_event where opportunity_id = $1 and operation = 'fail'`,
      [deal.opportunityId],
    );
    expect(event).toMatchObject({ entity: 'company', local_id: deal.clientId });
    expect(event?.description).toContain('name');
    await fixture.rows(`update client set name = 'Harbor of twenty-five' where id = $1`, [deal.clientId]);
    await win(fixture, deal);
    await fixture.run();
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'done' });
  });

  it('P1: leaves a client whose name alone is known to a person, who decides by the identifier', async () => {
    const deal = await insertDeal(fixture);
    const [client] = await fixture.rows<{ name: string }>(`select name from client where id = $1`, [deal.clientId]);
    const there = fixture.sandbox.store.insert('companies', {
      identifier: 'ALREADY',
      name: client?.name,
      city: 'Tampa',
      site: { name: 'Main' },
    });
    await win(fixture, deal);
    await fixture.run();
    const [sold] = await fixture.rows<{ name: string }>(`select name from opportunity where id = $1`, [
      deal.opportunityId,
    ]);
    // By the name of what was to be sent, which is what its entity and its link are about.
    expect(await issues(deal.opportunityId)).toMatchObject([
      { code: 'match_needed', state: 'open', record_name: sold?.name },
    ]);
    await fixture.rows(`update client set identifier = 'already' where id = $1`, [deal.clientId]);
    await win(fixture, deal);
    await fixture.run();
    const [link] = await fixture.rows(`select remote_id, origin from entity_link where local_id = $1`, [deal.clientId]);
    expect(link).toEqual({ remote_id: String(there.id), origin: 'matched' });
    expect(await issues(deal.opportunityId)).toMatchObject([{ state: 'resolved' }]);
  });

  it('takes the next free identifier when the derived one belongs to another company', async () => {
    const deal = await insertDeal(fixture);
    await fixture.rows(`update client set name = 'Bay Area Law' where id = $1`, [deal.clientId]);
    fixture.sandbox.store.insert('companies', {
      identifier: 'BayAreaLaw',
      name: 'Bay Area Lawn',
      city: 'Tampa',
      site: { name: 'Main' },
    });
    await win(fixture, deal);
    await fixture.run();
    const made = fixture.sandbox.store.list('companies').filter((c) => c.name === 'Bay Area Law');
    expect(made.map((c) => c.identifier)).toEqual(['BayAreaLaw2']);
  });

  it('links a product to the catalog item that has its ID, never making a suffixed copy', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    const [product] = await fixture.rows<{ sku: string; name: string }>(`select sku, name from product where id = $1`, [
      deal.productIds[0],
    ]);
    const any = fixture.sandbox.store.list('catalog')[0];
    const item = fixture.sandbox.store.insert('catalog', {
      identifier: product?.sku,
      description: `${product?.name} (there before)`,
      customerDescription: 'There before',
      subcategory: any?.subcategory,
      type: any?.type,
    });
    const before = fixture.sandbox.store.count('catalog');
    await win(fixture, deal);
    await fixture.run();
    expect(fixture.sandbox.store.count('catalog')).toBe(before);
    const [link] = await fixture.rows(`select remote_id, origin from entity_link where local_id = $1`, [
      deal.productIds[0],
    ]);
    expect(link).toEqual({ remote_id: String(item.id), origin: 'matched' });
  });

  it('skips, and says so, a win that was taken back before it could be pushed', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    await fixture.rows(`update opportunity set stage_id = $2 where id = $1`, [deal.opportunityId, fixture.stages.lead]);
    await fixture.run();
    const [event] = await fixture.rows(
      `select status, description from audit_event where opportunity_id = $1 and operation = 'skip'`,
      [deal.opportunityId],
    );
    expect(event).toMatchObject({ status: 'skipped', description: expect.stringContaining('reopened') });
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'done' });
  });

  it('pushes nothing before the sync was started, nor while the connection is paused', async () => {
    const deal = await insertDeal(fixture);
    await fixture.rows(`update connection set sync_started_at = null`);
    await win(fixture, deal);
    expect(await request(deal.opportunityId)).toBeUndefined();
    await fixture.rows(`update connection set sync_started_at = now(), state = 'paused'`);
    await win(fixture, deal);
    await fixture.run();
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'pending', attempts: 0 });
    await fixture.rows(`update connection set state = 'connected'`);
    await fixture.drain();
  });

  it('lets the change stand when the job store is down; the sweep finds the request', async () => {
    const deal = await insertDeal(fixture);
    const woken: unknown[] = [];
    let isDown = true;
    const queue = {
      enqueue: async (job: { name: string }, payload: unknown) => {
        if (isDown) throw new Error('the job store is down');
        woken.push([job.name, payload]);
      },
    };
    const outbox = new PushOutbox(queue, { warn: () => undefined });
    await fixture.rows(`update opportunity set stage_id = $2 where id = $1`, [deal.opportunityId, fixture.stages.won]);
    await fixture.write((tx) =>
      createCrmListener(
        outbox,
        { beforePush: new CwStatusOutcome(fixture.push.settings).show, tellKept: () => Promise.resolve() },
        records,
      )(tx, {
        entity: 'opportunity',
        id: deal.opportunityId,
        kind: 'won',
        origin: { kind: 'system' },
      }),
    );
    expect(await request(deal.opportunityId)).toMatchObject({ state: 'pending' });
    isDown = false;
    await outbox.sweep(fixture.database);
    const payload = { workspaceId: fixture.workspaceId, connectionId: fixture.connectionId };
    expect(woken).toEqual([[pushJob.name, payload]]);
    await fixture.drain();
  });

  it('coalesces the changes of a record, and wakes a worker once a transaction', async () => {
    const deal = await insertDeal(fixture);
    let woken = 0;
    const outbox = new PushOutbox({ enqueue: async () => void woken++ }, { warn: () => undefined });
    const ask = (reason: 'won' | 'updated') => ({
      connectionId: fixture.connectionId,
      entity: 'opportunity' as const,
      localId: deal.opportunityId,
      reason,
      actor: null,
    });
    await fixture.write(async (tx) => {
      await outbox.request(tx, ask('won'));
      await outbox.request(tx, ask('updated'));
    });
    const rows = await fixture.rows(`select reason, revision from push_request where local_id = $1`, [
      deal.opportunityId,
    ]);
    expect(rows).toEqual([{ reason: 'won', revision: 2 }]);
    expect(woken).toBe(1);
  });
});
