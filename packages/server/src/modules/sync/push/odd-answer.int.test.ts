import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import type { PulledEntity } from '../../links/link.ts';
import { MAX_PUSH_ATTEMPTS } from '../error-action.ts';
import { syncOf } from '../registry.ts';

/** An answer of another shape to the look at one record: told in the words of the screen, and whether the push goes on by itself. */
describe('R65: an answer of ConnectWise that cannot be right', () => {
  let f: TwoWayFixture;
  const ids = new Map<PulledEntity, string>();
  beforeAll(async () => {
    f = await openTwoWayFixture();
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    ids.set('company', deal.clientId);
    ids.set('contact', deal.contactId ?? '');
    ids.set('opportunity', deal.opportunityId);
    ids.set('product', deal.productIds[0] ?? '');
  });
  afterEach(() => f.sandbox.clearFaults());
  afterAll(() => f.close());

  const edits = {
    company: `city = 'Naples'`,
    contact: `title = 'Owner'`,
    opportunity: `notes = 'Call'`,
    product: 'price = 321',
  } as const satisfies Record<PulledEntity, string>;
  const words = {
    company: 'company',
    contact: 'contact',
    opportunity: 'opportunity',
    product: 'catalog item',
  } as const;
  const oddly = async (entity: PulledEntity, times: number) => {
    const { id } = await f.there(entity, ids.get(entity) ?? '');
    f.sandbox.fail({ method: 'GET', path: `${syncOf(entity).wire.path}/${id}`, kind: 'object', times });
  };
  const request = async (localId: string) =>
    (await f.rows(`select state, attempts from push_request where local_id = $1`, [localId]))[0];

  it.each(['company', 'contact', 'opportunity', 'product'] as const)(
    'to a push of a record of the kind %s, which goes through with the next attempt',
    async (entity) => {
      const id = ids.get(entity) ?? '';
      await oddly(entity, 1);
      await f.clearLog();
      await f.editHere(entity, id, edits[entity]);
      const local = syncOf(entity).words.local;
      expect(await f.log(id)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^Sending ${local} ".+" failed( in the step ".+")?\\. ConnectWise sent something unexpected where one ${words[entity]} was asked for \\(id: expected a whole number\\)\\. It is tried again by itself\\.$`,
          ),
        ),
      ]);
      expect(await request(id)).toMatchObject({ state: 'pending' });
      await f.drain();
      expect(await request(id)).toMatchObject({ state: 'done' });
    },
  );

  it('and says that it waits once it was tried often enough', async () => {
    const id = ids.get('company') ?? '';
    await f.clearLog();
    await oddly('company', MAX_PUSH_ATTEMPTS);
    await f.rows(`update client set city = 'Ocala', updated_at = now() where id = $1`, [id]);
    await f.changed({ entity: 'client', id, kind: 'updated' });
    await f.drain();
    const log = await f.log(id);
    expect(log).toHaveLength(MAX_PUSH_ATTEMPTS);
    expect(log.at(-1)).toMatch(/It was tried so often that it waits now: retry it on the page Issues/);
    expect(await request(id)).toMatchObject({ state: 'parked' });
    const [issue] = await f.rows<{ advice: string }>(`select advice from sync_issue where local_id = $1`, [id]);
    expect(issue?.advice).toContain('Retry');
    f.sandbox.clearFaults();
    expect(await f.connectwise.get(companyWire, (await f.there('company', id)).id)).not.toBeNull();
  });
});
