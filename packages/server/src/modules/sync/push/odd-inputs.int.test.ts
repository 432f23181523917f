import { monthly, orderStory } from '../../../../test/support/order-story.ts';
import { insertDeal, win } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

interface Item {
  id: number;
  type: { id: number };
  communicationType: string;
  value: string;
  extension?: string;
  defaultFlag: boolean;
}

/** More inputs of the kinds that `further-inputs.int.test.ts` holds, as people come upon them: several at once, in another order, on both sides. */
describe('odd inputs of known kinds', () => {
  let fixture: TwoWayFixture;
  let story: ReturnType<typeof orderStory>;
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
    story = orderStory(fixture);
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  const linkedContact = async () => {
    const made = await insertDeal(fixture, { lines: 0 });
    const contactId = made.contactId ?? '';
    await fixture.createdHere('contact', contactId);
    await fixture.poll();
    await fixture.clearLog();
    return { ...made, contactId };
  };
  const linkedOpportunity = async (set = `notes = 'Call first'`) => {
    const made = await insertDeal(fixture, { lines: 0 });
    await fixture.rows(`update opportunity set ${set} where id = $1`, [made.opportunityId]);
    await fixture.createdHere('contact', made.contactId ?? '');
    await fixture.createdHere('opportunity', made.opportunityId);
    await fixture.poll();
    await fixture.clearLog();
    return made;
  };
  const typeId = (flag: 'emailFlag' | 'phoneFlag' | 'faxFlag') =>
    fixture.sandbox.store.list('communicationTypes').find((row) => row[flag] === true)?.id;
  const item = (communicationType: 'Email' | 'Phone' | 'Fax', value: string, more: object = {}) => ({
    type: {
      id: typeId(communicationType === 'Email' ? 'emailFlag' : communicationType === 'Fax' ? 'faxFlag' : 'phoneFlag'),
    },
    communicationType,
    value,
    defaultFlag: false,
    ...more,
  });
  const setItems = (contactId: string, value: object[]) =>
    fixture.editThere('contact', contactId, [{ op: 'replace', path: 'communicationItems', value }]);
  const items = async (contactId: string) => (await fixture.there('contact', contactId)).communicationItems as Item[];
  const dateHere = async (id: string) =>
    (
      await fixture.rows<{ date: string | null }>(
        `select expected_close_date::text as date from opportunity where id = $1`,
        [id],
      )
    )[0]?.date;

  describe('kind 1: communication items', () => {
    it('an extension alone is edited, then emptied, at the number that was read', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [
        item('Phone', '111', { extension: '5' }),
        item('Phone', '222', { extension: '7', defaultFlag: true }),
      ]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone: '222', phone_extension: '7' });
      const numbers = async () =>
        (await items(contactId)).map((one) => [one.value, one.extension || null, one.defaultFlag]);
      await fixture.editHere('contact', contactId, `phone_extension = '9'`);
      expect(await numbers()).toEqual([
        ['111', '5', false],
        ['222', '9', true],
      ]);
      await fixture.editHere('contact', contactId, `phone_extension = null`);
      expect(await numbers()).toEqual([
        ['111', '5', false],
        ['222', null, true],
      ]);
    });

    it('items that stand in another order there by now are written by what they are', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [
        item('Email', 'first@one.example', { defaultFlag: true }),
        item('Email', 'second@two.example'),
        item('Phone', '111', { defaultFlag: true }),
      ]);
      await fixture.poll();
      await setItems(contactId, (await items(contactId)).reverse());
      await fixture.editHere('contact', contactId, `email = 'edited@here.example', phone = '222'`);
      expect((await items(contactId)).map(({ value }) => value).sort()).toEqual([
        '222',
        'edited@here.example',
        'second@two.example',
      ]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ email: 'edited@here.example', phone: '222' });
    });
  });

  describe('kind 2: emptied', () => {
    it('all ways to reach a person at once, and nothing that nobody here has read', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [
        item('Fax', '999', { defaultFlag: true }),
        item('Email', 'main@one.example', { defaultFlag: true }),
        item('Phone', '111', { defaultFlag: true }),
        item('Email', 'other@two.example'),
      ]);
      await fixture.poll();
      await fixture.editHere('contact', contactId, `email = null, phone = null, mobile = null, title = null`);
      expect((await items(contactId)).map(({ value }) => value)).toEqual(['999', 'other@two.example']);
      await fixture.poll();
      const row = await fixture.here('contact', contactId);
      expect([row.phone, row.mobile, row.title]).toEqual([null, null, null]);
    });

    it('in ConnectWise: with an empty text, with spaces and with null', async () => {
      const { clientId } = await linkedContact();
      await fixture.editThere('company', clientId, [
        { op: 'replace', path: 'addressLine1', value: '' },
        { op: 'replace', path: 'city', value: '   ' },
        { op: 'replace', path: 'phoneNumber', value: null },
        { op: 'replace', path: 'website', value: '' },
      ]);
      await fixture.poll();
      expect(await fixture.here('company', clientId)).toMatchObject({
        address_line1: null,
        city: null,
        phone: null,
        website: null,
      });
      fixture.sandbox.clearJournal();
      await fixture.editHere('company', clientId, `postal_code = '33609'`);
      await fixture.poll();
      expect(await fixture.there('company', clientId)).toMatchObject({ zip: '33609' });
      expect(await fixture.here('company', clientId)).toMatchObject({
        address_line1: null,
        city: null,
        phone: null,
        website: null,
      });
    });
  });

  describe('kind 3: created with it, then updated', () => {
    it('a primary contact that moves to a company that has one leaves each client one at most', async () => {
      const [one, two] = [await linkedContact(), await linkedContact()];
      const to = await fixture.there('company', two.clientId);
      await fixture.editThere('contact', one.contactId, [{ op: 'replace', path: 'company', value: { id: to.id } }]);
      await fixture.poll();
      await fixture.poll();
      const primary = await fixture.rows<{ n: number }>(
        `select count(*)::int as n from contact where client_id = $1 and is_primary`,
        [two.clientId],
      );
      expect(primary[0]?.n).toBeLessThanOrEqual(1);
      expect(await fixture.here('contact', one.contactId)).toMatchObject({ client_id: two.clientId });
      for (const id of [one.contactId, two.contactId])
        expect(await fixture.column('contact', id, 'isPrimary')).toEqual(
          await fixture.inOurWords('contact', id, 'isPrimary'),
        );
    });

    it('category and type of a product that are emptied here are not said to be the same', async () => {
      const id = newId();
      await fixture.rows(`insert into product (id, name, sku, price, cost) values ($1, 'Rack', 'RACK-ODD', 10, 5)`, [
        id,
      ]);
      await fixture.createdHere('product', id);
      await fixture.poll();
      await fixture.clearLog();
      await fixture.editHere('product', id, `category = null, subcategory = null, type = null`);
      const said = (await fixture.log(id)).join('\n');
      expect(said).not.toContain('is the same');
      expect(said).toMatch(/Not sent: |Nothing of/);
    });
  });

  describe('kind 5: what was only filled in', () => {
    it('a close date that both sides set at once is a conflict of two edits, and told as one', async () => {
      const { opportunityId } = await linkedOpportunity('expected_close_date = null');
      await fixture.editThere('opportunity', opportunityId, [
        { op: 'replace', path: 'expectedCloseDate', value: '2028-05-06T00:00:00Z' },
      ]);
      await fixture.editHere('opportunity', opportunityId, `expected_close_date = '2028-07-08'`);
      await fixture.poll();
      const there = String((await fixture.there('opportunity', opportunityId)).expectedCloseDate).slice(0, 10);
      expect(await dateHere(opportunityId)).toBe(there);
      expect((await fixture.log(opportunityId)).join(' ')).toMatch(/[Bb]oth sides/);
    });

    it('a date here that is the one filled in there by chance is agreed on, and moves with either side', async () => {
      const { opportunityId } = await linkedOpportunity('expected_close_date = null');
      const filled = String((await fixture.there('opportunity', opportunityId)).expectedCloseDate).slice(0, 10);
      await fixture.editHere('opportunity', opportunityId, `expected_close_date = '${filled}'`);
      await fixture.poll();
      expect(await dateHere(opportunityId)).toBe(filled);
      await fixture.editThere('opportunity', opportunityId, [
        { op: 'replace', path: 'expectedCloseDate', value: '2028-09-10T00:00:00Z' },
      ]);
      await fixture.poll();
      expect(await dateHere(opportunityId)).toBe('2028-09-10');
    });

    it('a rep chooses a contact that was made there just now', async () => {
      const { opportunityId, clientId } = await linkedOpportunity('contact_id = null');
      const company = await fixture.there('company', clientId);
      const person = fixture.sandbox.store.insert('contacts', {
        firstName: 'Nadia',
        lastName: 'Kowal',
        company: { id: company.id },
      });
      await fixture.editThere('opportunity', opportunityId, [
        { op: 'replace', path: 'contact', value: { id: person.id } },
      ]);
      await fixture.poll();
      const [row] = await fixture.rows<{ name: string }>(
        `select c.first_name as name from opportunity o join contact c on c.id = o.contact_id where o.id = $1`,
        [opportunityId],
      );
      expect(row?.name).toBe('Nadia');
      await fixture.editHere('opportunity', opportunityId, `notes = 'unrelated'`);
      expect(await fixture.there('opportunity', opportunityId)).toMatchObject({
        contact: { id: person.id },
        notes: 'unrelated',
      });
    });
  });

  describe('kinds 12 and 13: quotes', () => {
    const won = async (lines: Record<string, unknown>[], quote = '') => {
      const made = await insertDeal(fixture, { lines: 0 });
      await story.setLines(made.quoteId, lines);
      if (quote) await fixture.rows(`update document set ${quote} where id = $1`, [made.quoteId]);
      await win(fixture, made);
      await fixture.run();
      return made;
    };

    it.each<[string, Record<string, unknown>[], string, string]>([
      [
        'a credit that recurs, beside what recurs',
        [
          { quantity: 10, price: 0, recurring_price: 22, ...monthly },
          { quantity: 1, price: 0, recurring_price: -19.5, ...monthly },
        ],
        '',
        '0.00 once and 200.50 recurring',
      ],
      [
        'a third off, over a fraction, a credit and what recurs',
        [
          { quantity: 2.5, price: 19.99 },
          { quantity: 1, price: -0.01 },
          { quantity: 3, price: 1, recurring_price: 9.99, ...monthly },
        ],
        'discount_percent = 33.33',
        'recurring',
      ],
      ['a discount of all', [{ quantity: 3, price: 33.33 }], 'discount_percent = 100', '0.00'],
    ])('%s comes to the same there, to the cent', async (_what, lines, quote, figures) => {
      const { opportunityId } = await won(lines, quote);
      const check = await story.check(opportunityId);
      expect(check).toMatchObject({ status: 'success' });
      expect(check?.description).toContain(figures);
      expect(await story.isWon(opportunityId)).toBe(true);
    });

    it.each<[string, (opportunityId: string) => Promise<unknown>]>([
      [
        'a rep has added a line',
        async (id) => {
          const [line] = await story.lines(id);
          await story.ask('POST', '/procurement/products', {
            catalogItem: { id: line?.catalogItem.id },
            description: 'Rush fee',
            quantity: 1,
            price: 35,
            billableOption: 'Billable',
            opportunity: { id: await story.remoteId('opportunity', id) },
          });
        },
      ],
      [
        'a rep has removed a line',
        async (id) => story.ask('DELETE', `/procurement/products/${(await story.lines(id))[0]?.id}`),
      ],
    ])(
      'kind 20: a win is held where %s, with what differs, and closed when it is sent again',
      async (_what, meddle) => {
        const made = await insertDeal(fixture, { lines: 0 });
        await story.setLines(made.quoteId, [
          { description: 'Firewall', quantity: 2, price: 99.5 },
          { description: 'Cable', quantity: 4, price: 5 },
        ]);
        fixture.sandbox.fail({ method: 'POST', path: /notes$/, status: 400, times: 1 });
        await win(fixture, made);
        await fixture.run();
        await meddle(made.opportunityId);
        await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
          made.opportunityId,
        ]);
        await fixture.run();
        expect(await story.isWon(made.opportunityId)).toBe(false);
        const issue = await story.issue(made.opportunityId);
        expect(issue).toMatchObject({ code: 'totals_differ', state: 'open' });
        expect(issue?.message).toMatch(/"(Rush fee|Firewall)"/);
      },
    );
  });

  describe('kind 17: an edit there during our push', () => {
    const during = async (path: string, work: () => Promise<unknown>, meddle: () => unknown) => {
      fixture.sandbox.clearJournal();
      fixture.sandbox.fail({ method: 'PATCH', path, status: 503, times: 2 });
      const pushed = work();
      for (;;) {
        if (fixture.sandbox.journal().some((entry) => entry.method === 'PATCH' && entry.status === 503)) break;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await meddle();
      await pushed;
      await fixture.poll();
    };

    it('of an e-mail that was added there: both are there, and neither is lost', async () => {
      const { contactId } = await linkedContact();
      const { id } = await fixture.there('contact', contactId);
      const before = await items(contactId);
      await during(
        `/company/contacts/${id}`,
        () => fixture.editHere('contact', contactId, `phone = '813 555 9001'`),
        () =>
          fixture.sandbox.store.patch('contacts', Number(id), {
            communicationItems: [item('Email', 'added@there.example'), ...before],
          }),
      );
      const values = (await items(contactId)).map(({ value }) => value);
      expect(values).toContain('added@there.example');
      expect(values).toContain('813 555 9001');
      const row = await fixture.here('contact', contactId);
      expect(row.phone).toBe('813 555 9001');
      expect(row.email).toBe(await fixture.inOurWords('contact', contactId, 'email'));
    });

    it('of the notes of an opportunity whose name is sent', async () => {
      const { opportunityId } = await linkedOpportunity();
      const { id } = await fixture.there('opportunity', opportunityId);
      await during(
        `/sales/opportunities/${id}`,
        () => fixture.editHere('opportunity', opportunityId, `name = 'Renamed here'`),
        () => fixture.sandbox.store.patch('opportunities', Number(id), { notes: 'Written by the rep' }),
      );
      expect(await fixture.here('opportunity', opportunityId)).toMatchObject({
        name: 'Renamed here',
        notes: 'Written by the rep',
      });
      await fixture.editHere('opportunity', opportunityId, `name = 'Renamed again'`);
      expect(await fixture.there('opportunity', opportunityId)).toMatchObject({
        name: 'Renamed again',
        notes: 'Written by the rep',
      });
    });

    it('of the very field that is sent: one of the two stands on both sides, and the log says so', async () => {
      const { clientId } = await linkedContact();
      const { id } = await fixture.there('company', clientId);
      await during(
        `/company/companies/${id}`,
        () => fixture.editHere('company', clientId, `city = 'Sarasota'`),
        () => fixture.sandbox.store.patch('companies', Number(id), { city: 'Bradenton', state: 'GA' }),
      );
      expect(await fixture.column('company', clientId, 'city')).toBe(
        await fixture.inOurWords('company', clientId, 'city'),
      );
      expect(await fixture.here('company', clientId)).toMatchObject({ region: 'GA' });
    });
  });
});
