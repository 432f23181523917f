import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../../test/support/push-fixture.ts';
import { settingsWith } from '../../../../../test/support/settings.ts';
import { LinksService } from '../../../links/links.service.ts';

/** What stands in ConnectWise for a deal; each of it must be there exactly once. */
async function standing(fixture: PushFixture, deal: Deal) {
  const [names] = await fixture.rows<{ client: string; opportunity: string; contact: string }>(
    `select c.name as client, o.name as opportunity, k.last_name as contact from opportunity o
     join client c on c.id = o.client_id join contact k on k.id = o.contact_id where o.id = $1`,
    [deal.opportunityId],
  );
  const { store } = fixture.sandbox;
  const opportunities = store.list('opportunities').filter((o) => o.name === names?.opportunity);
  const ids = opportunities.map((o) => o.id);
  const lines = store.list('products').filter((p) => ids.includes((p.opportunity as { id: number }).id));
  return {
    companies: store.list('companies').filter((c) => c.name === names?.client).length,
    contacts: store.list('contacts').filter((c) => c.lastName === names?.contact).length,
    items: store.list('catalog').filter((i) => String(i.identifier).startsWith(itemPrefix(names?.opportunity))).length,
    opportunities: opportunities.length,
    lines: lines.length,
    documents: store.list('documents').filter((d) => String(d.title).includes(deal.quoteId.slice(-12))).length,
    notes: store.list('opportunityNotes').filter((n) => String(n.text).includes(deal.quoteId)).length,
  };
}

const itemPrefix = (opportunity: string | undefined) => `FW-${opportunity?.split(' ').at(-1)}-`;
const once = { companies: 1, contacts: 1, items: 2, opportunities: 1, lines: 2, documents: 1, notes: 1 };

/** The record, the list it is made in, and how often that list is read before the create. */
const creates = [
  ['company', '/company/companies', 1],
  ['contact', '/company/contacts', 1],
  ['product', '/procurement/catalog', 1],
  ['opportunity', '/sales/opportunities', 1],
  ['quote_line', '/procurement/products', 1],
  ['document', '/system/documents', 1],
  ['note', /^\/sales\/opportunities\/\d+\/notes/, 1],
] as const;

describe('creating at most once', () => {
  let fixture: PushFixture;

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  const expectOnce = async (deal: Deal) => {
    expect(await standing(fixture, deal)).toEqual(once);
    const [request] = await fixture.rows(`select state from push_request where local_id = $1`, [deal.opportunityId]);
    expect(request).toEqual({ state: 'done' });
    expect(await fixture.rows(`select entity, local_key from create_intent where natural_key <> '{}'`)).toEqual([]);
    const doubled = await fixture.rows(
      `select entity, local_id, remote_id from audit_event where opportunity_id = $1 and operation in ('create', 'attach', 'note') and status = 'success'
       group by operation, entity, local_id, remote_id having count(*) > 1`,
      [deal.opportunityId],
    );
    expect(doubled).toEqual([]);
  };

  it.each(creates)('finds the %s again when the answer to its create was lost', async (_entity, path) => {
    const deal = await insertDeal(fixture);
    fixture.sandbox.fail({ method: 'POST', path, kind: 'reset-after', times: 1 });
    await win(fixture, deal);
    await fixture.drain();
    await expectOnce(deal);
  });

  it.each(creates)(
    'finds the %s again when ConnectWise made it, and then could not be reached',
    async (_entity, path, readsBefore) => {
      const deal = await insertDeal(fixture);
      fixture.sandbox.fail({ method: 'POST', path, kind: 'reset-after', times: 1 });
      fixture.sandbox.fail({ method: 'GET', path, kind: 'reset-before', after: readsBefore, times: 3 });
      await win(fixture, deal);
      await fixture.drain();
      await expectOnce(deal);
    },
  );

  /** A worker that makes the first such record in ConnectWise and dies before it has linked it. */
  const dieBetweenCreateAndLink = async (entity: string) => {
    let deaths = 0;
    const mortal = fixture.worker({
      afterRemoteCreate: (made) => {
        if (made === entity && deaths++ === 0) throw new Error('the worker dies here');
      },
    });
    await mortal.service.run(fixture.workspaceId, fixture.connectionId, options());
    expect(deaths).toBe(1);
  };

  it.each(creates)('adopts the %s when the worker died between create and link', async (entity) => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    await dieBetweenCreateAndLink(entity);
    await fixture.drain();
    await expectOnce(deal);
  });

  it.each(['company', 'contact', 'product', 'opportunity'] as const)(
    'R68: agrees on what was sent of the %s that a dead worker made, not on what ConnectWise filled in',
    async (entity) => {
      const undisturbed = await insertDeal(fixture);
      await win(fixture, undisturbed);
      await fixture.drain();
      const deal = await insertDeal(fixture);
      await win(fixture, deal);
      await dieBetweenCreateAndLink(entity);
      await fixture.drain();
      const agreed = async ({ clientId, contactId, productIds, opportunityId }: typeof deal) => {
        const ids = { company: clientId, contact: contactId, product: productIds[0], opportunity: opportunityId };
        const [link] = await fixture.rows<{ base: Record<string, unknown> }>(
          `select base from entity_link where entity = $1 and local_id = $2`,
          [entity, ids[entity]],
        );
        const { $standIns: filled = {}, ...base } = link?.base ?? {};
        const empty = Object.keys(base).filter((field) => base[field] === null);
        return { empty: empty.sort(), filled: Object.keys(filled as object).sort() };
      };
      const expected = await agreed(undisturbed);
      expect(expected.empty).not.toEqual([]);
      expect(await agreed(deal)).toEqual(expected);
    },
  );

  it.each([
    ['company', 'companies', 'client', 'city', 'city'],
    ['opportunity', 'opportunities', 'opportunity', 'notes', 'notes'],
  ] as const)(
    'sends what of the %s was edited between the create that a worker died of and the next attempt, and claims no more of the create',
    async (entity, table, row, column, property) => {
      await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'real_time' })]);
      const deal = await insertDeal(fixture);
      await win(fixture, deal);
      await dieBetweenCreateAndLink(entity);
      const localId = entity === 'company' ? deal.clientId : deal.opportunityId;
      await fixture.rows(`update ${row} set ${column} = 'Edited since' where id = $1`, [localId]);
      await fixture.drain();
      const [link] = await fixture.rows<{ id: string }>(
        `select remote_id as id from entity_link where entity = $1 and local_id = $2`,
        [entity, localId],
      );
      expect(fixture.sandbox.store.get(table, Number(link?.id))?.[property]).toBe('Edited since');
      const told = await fixture.rows(
        `select operation from audit_event where entity = $1 and local_id = $2 and changes @> '[{"to": "Edited since"}]'`,
        [entity, localId],
      );
      expect(told).toEqual([{ operation: 'update' }]);
      await fixture.rows(settingsWith, [fixture.connectionId, JSON.stringify({ mode: 'pull_new_push_won' })]);
    },
  );

  it('R63, P2: makes a client once when two of its opportunities are won at the same moment and pushed by two workers', async () => {
    const first = await insertDeal(fixture);
    const second = await insertDeal(fixture, { clientId: first.clientId, productIds: first.productIds });
    await Promise.all([win(fixture, first), win(fixture, second)]);
    fixture.sandbox.setLatency(5);
    const workers = [fixture.worker(), fixture.worker(), fixture.worker()];
    await Promise.all(workers.map((w) => w.service.run(fixture.workspaceId, fixture.connectionId, options())));
    fixture.sandbox.setLatency(0);
    await fixture.drain();
    expect(await standing(fixture, first)).toEqual(once);
    expect(await standing(fixture, second)).toMatchObject({ ...once, items: 0 });
  });

  it('P2: sees the link of a shared contact that another worker bound after the look for one', async () => {
    const first = await insertDeal(fixture);
    const second = await insertDeal(fixture, { clientId: first.clientId, productIds: first.productIds });
    await fixture.rows(`update opportunity set contact_id = $2 where id = $1`, [second.opportunityId, first.contactId]);
    await Promise.all([win(fixture, first), win(fixture, second)]);
    let looks = 0;
    let other: Promise<void> = Promise.resolve();
    const links = new LinksService();
    const look = links.byLocal.bind(links);
    links.byLocal = async (tx, entity, ids, connectionId) => {
      const found = await look(tx, entity, ids, connectionId);
      if (entity === 'contact' && ++looks === 2) {
        other = fixture.run();
        await Promise.race([other, sleep(1_000)]);
      }
      return found;
    };
    await fixture.worker({ links }).service.run(fixture.workspaceId, fixture.connectionId, options());
    await other;
    await fixture.drain();
    expect(looks).toBeGreaterThan(1);
    expect(await standing(fixture, first)).toMatchObject({ companies: 1, contacts: 1, opportunities: 1 });
    expect(await standing(fixture, second)).toMatchObject({ opportunities: 1 });
  });

  it('finds the contact and the company that a lost answer made although they were renamed since', async () => {
    for (const path of ['/company/companies', '/company/contacts']) {
      const deal = await insertDeal(fixture);
      fixture.sandbox.fail({ method: 'POST', path, kind: 'reset-after', times: 1 });
      // Two look-ups go before the create; those that would find what it made fail.
      fixture.sandbox.fail({ method: 'GET', path, kind: 'reset-before', after: 2, times: 3 });
      await win(fixture, deal);
      await fixture.run();
      await fixture.rows(`update client set name = name || ' renamed', phone = '813 555 0000' where id = $1`, [
        deal.clientId,
      ]);
      await fixture.rows(
        `update contact set last_name = last_name || ' renamed', email = 'x@renamed.example' where id = $1`,
        [deal.contactId],
      );
      const { store } = fixture.sandbox;
      const made = [store.count('companies'), store.count('contacts')];
      await fixture.drain();
      const more = path === '/company/companies' ? 1 : 0;
      expect([store.count('companies'), store.count('contacts')]).toEqual([made[0], (made[1] ?? 0) + more]);
    }
  });

  it('F13: a worker that was replaced while it stood still cannot write any more', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    const takeOver = async (entity: string) => {
      if (entity !== 'company') return;
      await fixture.rows(
        `update push_request set fence = fence + 1, lease_until = now() + interval '1 hour' where local_id = $1`,
        [deal.opportunityId],
      );
      fixture.sandbox.clearJournal();
    };
    const stale = fixture.worker({ afterRemoteCreate: takeOver });
    await stale.service.run(fixture.workspaceId, fixture.connectionId, options());
    expect(fixture.sandbox.journal()).toEqual([]);
    expect(await fixture.rows(`select 1 from entity_link where local_id = $1`, [deal.clientId])).toEqual([]);
    await fixture.rows(`update push_request set lease_until = now() - interval '1 second' where local_id = $1`, [
      deal.opportunityId,
    ]);
    await fixture.drain();
    await expectOnce(deal);
  });
});

const options = () => ({ signal: new AbortController().signal, touch: async () => undefined });
