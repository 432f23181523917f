import { everyClaim, type Said, untrueClaims } from '../../../../test/support/claims.ts';
import { orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import type { PulledEntity } from '../../links/link.ts';
import { LinksService } from '../../links/links.service.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { records, syncOf } from '../registry.ts';
import { readPushSetup } from './attempt/push-setup.ts';
import { RemoteStates } from './attempt/remote-states.ts';

describe('what the log claims is so on both sides', () => {
  let fixture: TwoWayFixture;
  const held = new Set<string>();
  let since = '0';
  beforeAll(async () => {
    fixture = await openTwoWayFixture({ options: { owners: { contact: 'crm', product: 'crm' } } });
  });
  afterAll(() => fixture.close());

  const rowsSince = () =>
    fixture.rows<Said & { seq: string }>(
      `select seq::text, description, entity, local_id as "localId", remote_id as "remoteId", coalesce(changes, '[]') as changes
       from audit_event e where e.seq > $1::bigint order by e.seq desc`,
      [since],
    );
  const states = new RemoteStates(new LinksService(), records);
  const sides = () => ({
    connectwise: fixture.connectwise,
    write: fixture.write,
    ours: async (entity: PulledEntity, localId: string) =>
      (await fixture.write((tx) => readLocalRows(tx, syncOf(entity).table, [localId]))).get(localId)?.fields ?? null,
    theirs: async (entity: PulledEntity, remoteId: string) => {
      const record = await fixture.connectwise.get(syncOf(entity).wire, remoteId);
      const { connectionId, connectwise: client, write: read, push } = fixture;
      const setup = await fixture.write((tx) => readPushSetup(tx, connectionId, { settings: push.settings }));
      return record ? (await states.of({ connectionId, setup, client, read }, entity, record)).fields : null;
    },
  });
  /** Holds all that was said since the last call. */
  const hold = async (): Promise<string[]> => {
    const said = await rowsSince();
    since = said[0]?.seq ?? since;
    const found = await untrueClaims(sides(), said);
    for (const claim of found.held) held.add(claim);
    expect(found.untrue).toEqual([]);
    return said.map(({ description }) => description).reverse();
  };
  const linkedClient = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.createdHere('company', deal.clientId);
    await fixture.createdHere('contact', deal.contactId ?? '');
    await fixture.poll();
    return { ...deal, contactId: deal.contactId ?? '' };
  };

  it('of records that are made, edited, pushed once more and edited there', async () => {
    const { clientId } = await linkedClient();
    await hold();
    await fixture.editHere('company', clientId, `city = 'Ocala'`);
    expect(await hold()).toEqual([expect.stringMatching(/^Updated city of client /)]);
    await fixture.editHere('company', clientId, `city = 'Ocala'`);
    expect(await hold()).toEqual([expect.stringMatching(/is the same in ConnectWise already\.$/)]);
    await fixture.editThere('company', clientId, [{ op: 'replace', path: 'addressLine2', value: 'Floor 2' }]);
    await fixture.poll();
    expect(await hold()).toEqual(['Updated: address line 2.']);
    const site = { name: 'Main' };
    await fixture.connectwise.create(companyWire, {
      name: 'From there',
      identifier: 'FromThere',
      addressLine1: '9 Far St',
      site,
    });
    await fixture.poll();
    expect(await hold()).toEqual(['Created from ConnectWise.']);
  });

  it('of a company that was deleted or merged there: nothing is written to it, and its link is broken once', async () => {
    const { clientId } = await linkedClient();
    const { id } = await fixture.there('company', clientId);
    await hold();
    const other = await linkedClient();
    const kept = await fixture.there('company', other.clientId);
    await hold();
    const merged = { toCompanyId: kept.id, contacts: 'Merge', opportunities: 'Merge', sites: 'Merge' };
    await orderStory(fixture).ask('POST', `/company/companies/${id}/merge`, merged);
    expect(await fixture.connectwise.get(companyWire, id)).toMatchObject({ deletedFlag: true });
    const before = JSON.stringify(await fixture.connectwise.get(companyWire, id));
    await fixture.editHere('company', clientId, `city = 'Naples'`);
    expect(JSON.stringify(await fixture.connectwise.get(companyWire, id))).toBe(before);
    expect(await fixture.rows(`select state from entity_link where local_id = $1`, [clientId])).toEqual([
      { state: 'broken' },
    ]);
    expect(await hold()).toEqual([
      expect.stringMatching(/^Record \d+, which client "Harbor Dental \d+" is linked to, was deleted or merged/),
    ]);
    await fixture.poll();
    await hold();
    const issues = await fixture.rows(`select code from sync_issue where local_id = $1 and state = 'open'`, [clientId]);
    expect(issues).toEqual([{ code: 'link_broken' }]);
  });

  it('of a field that both sides had changed, by who owns the record', async () => {
    const { clientId, contactId } = await linkedClient();
    await hold();
    await fixture.editThere('company', clientId, [{ op: 'replace', path: 'city', value: 'Miami' }]);
    await fixture.editHere('company', clientId, `city = 'Naples', address_line2 = 'Floor 3'`);
    expect(await hold()).toEqual([
      expect.stringMatching(
        /^Updated address line 2 of client .* in ConnectWise\. Both sides had changed city; the value of ConnectWise stands and comes with the next poll\.$/,
      ),
    ]);
    expect(await fixture.there('company', clientId)).toMatchObject({ city: 'Miami', addressLine2: 'Floor 3' });
    expect(await fixture.here('company', clientId)).toMatchObject({ city: 'Naples' });
    await fixture.poll();
    await hold();
    expect(await fixture.here('company', clientId)).toMatchObject({ city: 'Miami', address_line2: 'Floor 3' });
    // The CRM owns contacts here.
    await fixture.editThere('contact', contactId, [{ op: 'replace', path: 'title', value: 'Chair' }]);
    await fixture.editHere('contact', contactId, `title = 'Owner'`);
    expect(await hold()).toEqual([
      expect.stringMatching(
        /^Updated job title of contact .* in ConnectWise\. Both sides had changed job title; the value of the CRM stands\.$/,
      ),
    ]);
    expect(await fixture.there('contact', contactId)).toMatchObject({ title: 'Owner' });
  });

  it('of a subcategory that both sides had changed, where the CRM owns products', async () => {
    const named = fixture.sandbox.store.list('subcategories').map((row) => ({
      id: String(row.id),
      label: String(row.name),
      category: String((row.category as { name?: unknown } | undefined)?.name),
    }));
    const [first, second, third] = named;
    if (!first || !second || !third) throw new Error('ConnectWise has too few subcategories.');
    const [product] = await fixture.rows<{ id: string }>(
      `insert into product (name, sku, kind, category, subcategory) values ('Overruled', 'OVER', 'product', $1, $2) returning id`,
      [first.category, first.label],
    );
    const id = product?.id ?? '';
    await fixture.createdHere('product', id);
    await hold();
    await fixture.editThere('product', id, [{ op: 'replace', path: 'subcategory', value: { id: Number(second.id) } }]);
    await fixture.editHere('product', id, 'category = $2, subcategory = $3', [third.category, third.label]);
    expect((await hold()).at(-1)).toMatch(
      /^Updated .*subcategory of product "Overruled" in ConnectWise\. Both sides had changed .*subcategory; the value of the CRM stands\.$/,
    );
    expect(await fixture.there('product', id)).toMatchObject({ subcategory: { id: Number(third.id) } });
  });

  it('of an opportunity without a quote: nothing agrees with a quote, and nothing is in place', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`delete from document where id = $1`, [deal.quoteId]);
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.editHere('opportunity', deal.opportunityId, `notes = 'Call'`);
    const said = await hold();
    expect(said.join(' ')).not.toMatch(/agree|in place/);
    expect(said).toContainEqual(expect.stringMatching(/: it has no lines to send\.$/));
    await win(fixture, deal);
    await fixture.run();
    const won = await hold();
    expect(won.join(' ')).not.toMatch(/agree|in place/);
    expect(won.at(-1)).toMatch(/^Pushed won opportunity .*: it has no lines, documents or notes to send\.$/);
  });

  it('of a close date that ConnectWise cannot do without', async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update opportunity set expected_close_date = null where id = $1`, [deal.opportunityId]);
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await fixture.run();
    const said = await hold();
    expect(said).toContainEqual(
      expect.stringMatching(
        /^Nothing of opportunity .* had to be sent: none of its fields was edited here since both sides agreed\.$/,
      ),
    );
  });

  it('of a won quote with its document and note, and of the same pushed once more', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    await fixture.run();
    await hold();
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await fixture.run();
    expect((await hold()).at(-1)).toMatch(/: 2 lines and 1 document with its note were in place\.$/);
  });

  it('holds every claim that can be held', () => {
    const unheard = everyClaim.filter((claim) => !held.has(claim));
    expect(unheard).toEqual([]);
  });
});
