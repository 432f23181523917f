import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

type Item = {
  id: number;
  type: { id: number; name: string };
  value: string;
  extension?: string;
  defaultFlag: boolean;
  communicationType: string;
};

/** More inputs of the kinds that `two-way.int.test.ts` holds. The CRM owns contacts here, so that its edits are what is written. */
describe('two-way sync, further inputs of each kind', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    fixture = await openTwoWayFixture({ options: { owners: { contact: 'crm' } } });
  });
  afterAll(() => fixture.close());

  const linkedContact = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    const contactId = deal.contactId ?? '';
    await fixture.createdHere('contact', contactId);
    await fixture.poll();
    await fixture.clearLog();
    return { ...deal, contactId };
  };
  const linkedOpportunity = async () => {
    const deal = await insertDeal(fixture, { lines: 0 });
    await fixture.createdHere('opportunity', deal.opportunityId);
    await fixture.poll();
    await fixture.clearLog();
    return deal;
  };
  const items = async (contactId: string) => (await fixture.there('contact', contactId)).communicationItems as Item[];
  const values = async (contactId: string) =>
    (await items(contactId)).map((item) => [item.communicationType, item.value, item.defaultFlag]);
  const typeId = (flag: 'emailFlag' | 'phoneFlag' | 'faxFlag') =>
    fixture.sandbox.store.list('communicationTypes').find((row) => row[flag] === true)?.id;
  const setItems = (contactId: string, value: object[]) =>
    fixture.editThere('contact', contactId, [{ op: 'replace', path: 'communicationItems', value }]);
  const email = (value: string, defaultFlag: boolean) => ({
    type: { id: typeId('emailFlag') },
    value,
    communicationType: 'Email',
    defaultFlag,
  });
  const phone = (value: string, defaultFlag: boolean) => ({
    type: { id: typeId('phoneFlag') },
    value,
    communicationType: 'Phone',
    defaultFlag,
  });

  describe('kind 1: the item that was read is the item that is written', () => {
    it('of two phones of one type', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [phone('111', false), phone('222', true)]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone: '222' });
      await fixture.editHere('contact', contactId, `phone = '333'`);
      expect(await values(contactId)).toEqual([
        ['Phone', '111', false],
        ['Phone', '333', true],
      ]);
    });

    it('an extension that waited for a number goes out with the one that somebody in ConnectWise gives', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, []);
      await fixture.poll();
      await fixture.editHere('contact', contactId, `phone_extension = '101'`);
      expect((await fixture.log(contactId)).join(' ')).toContain('Not sent: extension, because');
      await setItems(contactId, [phone('727 555 1018', true)]);
      await fixture.poll();
      await fixture.drain();
      expect((await items(contactId)).map(({ value, extension }) => [value, extension])).toEqual([
        ['727 555 1018', '101'],
      ]);
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone: '727 555 1018', phone_extension: '101' });
      expect(await fixture.log(contactId)).toContainEqual(expect.stringMatching(/^Updated extension of contact/));
      await fixture.clearLog();
      await fixture.poll();
      await fixture.drain();
      expect(await fixture.log(contactId)).toEqual([]);
    });

    it('and stands against one that somebody there gives along with the number, since the CRM owns contacts here', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, []);
      await fixture.poll();
      await fixture.editHere('contact', contactId, `phone_extension = '101'`);
      await setItems(contactId, [{ ...phone('727 555 1018', true), extension: '7' }]);
      await fixture.poll();
      await fixture.drain();
      // Both sides had set it, and the CRM owns contacts here.
      expect((await items(contactId)).map(({ value, extension }) => [value, extension])).toEqual([
        ['727 555 1018', '101'],
      ]);
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone_extension: '101' });
    });

    it('an extension without a number is said not to be sent, beside what is, and goes along with the number', async () => {
      const { contactId } = await linkedContact();
      await fixture.editHere('contact', contactId, `phone = null, mobile = null`);
      await fixture.poll();
      await fixture.clearLog();
      await fixture.editHere('contact', contactId, `phone_extension = '101', mobile = '813 555 0101'`);
      await fixture.poll();
      const told = (await fixture.log(contactId)).join(' ');
      expect(told).toContain('Updated mobile of contact');
      expect(told).toContain('Not sent: extension, because ConnectWise keeps an extension with a phone number');
      expect(await fixture.here('contact', contactId)).toMatchObject({ phone_extension: '101' });
      await fixture.editHere('contact', contactId, `phone = '813 555 0102'`);
      expect((await items(contactId)).map(({ value, extension }) => [value, extension ?? null])).toContainEqual([
        '813 555 0102',
        '101',
      ]);
    });

    it('so it is of one that is new, and of one that is edited alone', async () => {
      const made = await insertDeal(fixture, { lines: 0 });
      const id = made.contactId ?? '';
      await fixture.rows(`update contact set phone = null, mobile = null, phone_extension = '7' where id = $1`, [id]);
      await fixture.clearLog();
      await fixture.createdHere('contact', id);
      expect((await fixture.log(id)).join(' ')).toContain('Not sent: extension, because');
      await fixture.clearLog();
      await fixture.editHere('contact', id, `phone_extension = '8'`);
      await fixture.poll();
      expect((await fixture.log(id)).join(' ')).toContain('Not sent: extension, because');
      expect((await fixture.log(id)).join(' ')).not.toMatch(/Updated|is the same/);
      expect(await fixture.here('contact', id)).toMatchObject({ phone_extension: '8' });
    });

    it('leaves faxes alone', async () => {
      const { contactId } = await linkedContact();
      const fax = { type: { id: typeId('faxFlag') }, value: '999', communicationType: 'Fax', defaultFlag: true };
      await setItems(contactId, [fax, phone('222', true)]);
      await fixture.poll();
      await fixture.editHere('contact', contactId, `phone = '333', email = 'new@fax.example'`);
      expect(await values(contactId)).toEqual([
        ['Fax', '999', true],
        ['Phone', '333', true],
        ['Email', 'new@fax.example', true],
      ]);
      await fixture.editHere('contact', contactId, `phone = null`);
      expect(await values(contactId)).toEqual([
        ['Fax', '999', true],
        ['Email', 'new@fax.example', true],
      ]);
    });

    it('adds one where the one that was read was deleted there, and overwrites no other', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [email('read@one.example', true), email('second@two.example', false)]);
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({ email: 'read@one.example' });
      await fixture.editThere('contact', contactId, [{ op: 'remove', path: 'communicationItems/0' }]);
      await fixture.editHere('contact', contactId, `email = 'edited@here.example'`);
      const emails = (await values(contactId)).filter(([kind]) => kind === 'Email').map(([, value]) => value);
      expect(emails.sort()).toEqual(['edited@here.example', 'second@two.example']);
    });

    it('removes none that nobody here has read', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [email('read@one.example', true), email('second@two.example', false)]);
      await fixture.poll();
      await fixture.editThere('contact', contactId, [{ op: 'remove', path: 'communicationItems/0' }]);
      await fixture.editHere('contact', contactId, `email = null`);
      expect((await values(contactId)).map(([, value]) => value)).toContain('second@two.example');
    });

    it('adds one beside one that somebody there added at the same time', async () => {
      const { contactId } = await linkedContact();
      await fixture.editHere('contact', contactId, `mobile = null, phone = null`);
      await fixture.editThere('contact', contactId, [
        { op: 'add', path: 'communicationItems/1', value: phone('444', true) },
      ]);
      await fixture.editHere('contact', contactId, `phone = '555'`);
      const phones = (await values(contactId)).filter(([kind]) => kind === 'Phone');
      expect(phones).toEqual([
        ['Phone', '444', true],
        ['Phone', '555', false],
      ]);
    });

    it('writes the one that was read when the default was moved to another one there', async () => {
      const { contactId } = await linkedContact();
      await setItems(contactId, [email('read@one.example', true), email('second@two.example', false)]);
      await fixture.poll();
      await fixture.editThere('contact', contactId, [
        { op: 'replace', path: 'communicationItems/0/defaultFlag', value: false },
        { op: 'replace', path: 'communicationItems/1/defaultFlag', value: true },
      ]);
      await fixture.editHere('contact', contactId, `email = 'edited@here.example'`);
      expect((await values(contactId)).filter(([kind]) => kind === 'Email')).toEqual([
        ['Email', 'edited@here.example', false],
        ['Email', 'second@two.example', true],
      ]);
    });

    it('of a contact that moved to another company there meanwhile', async () => {
      const { contactId } = await linkedContact();
      const other = await linkedContact();
      const company = await fixture.there('company', other.clientId);
      await fixture.editThere('contact', contactId, [{ op: 'replace', path: 'company', value: { id: company.id } }]);
      await fixture.editHere('contact', contactId, `phone = '813 555 0888', is_primary = false`);
      expect(await fixture.there('contact', contactId)).toMatchObject({ company: { id: company.id } });
      await fixture.poll();
      expect(await fixture.here('contact', contactId)).toMatchObject({
        client_id: other.clientId,
        phone: '813 555 0888',
      });
    });
  });

  it.each([
    ['company', 'phone', 'phoneNumber'],
    ['company', 'website', 'website'],
    ['company', 'address_line1', 'addressLine1'],
  ] as const)('kind 2: %s emptied here: %s is empty there, and stays so', async (entity, column, property) => {
    const { clientId } = await linkedContact();
    await fixture.editHere(entity, clientId, `${column} = null`);
    const record = await fixture.there(entity, clientId);
    expect(record[property] ?? '').toBe('');
    await fixture.poll();
    expect((await fixture.here(entity, clientId))[column]).toBeNull();
  });

  it('kind 5: a sales representative that was only filled in is not written back over that of a rep', async () => {
    const { opportunityId } = await linkedOpportunity();
    const other = fixture.sandbox.store.insertRaw('members', {
      identifier: 'Zoe',
      firstName: 'Zoe',
      lastName: 'Rep',
      licenseClass: 'F',
      defaultEmail: 'zoe@rep.example',
    });
    await fixture.connection.references.refresh(fixture.workspaceId, fixture.connectionId);
    await fixture.editThere('opportunity', opportunityId, [
      { op: 'replace', path: 'primarySalesRep', value: { id: other.id } },
    ]);
    await fixture.poll();
    await fixture.editHere('opportunity', opportunityId, `notes = 'unrelated'`);
    expect(await fixture.there('opportunity', opportunityId)).toMatchObject({
      notes: 'unrelated',
      primarySalesRep: { id: other.id },
    });
  });

  it('kind 5: a rating that was only filled in is a rep’s to change', async () => {
    const { opportunityId } = await linkedOpportunity();
    const rating = fixture.sandbox.store.list('ratings').at(-1);
    await fixture.editThere('opportunity', opportunityId, [
      { op: 'replace', path: 'rating', value: { id: rating?.id } },
    ]);
    await fixture.editHere('opportunity', opportunityId, `notes = 'unrelated'`);
    expect(await fixture.there('opportunity', opportunityId)).toMatchObject({ rating: { id: rating?.id } });
  });

  it.each([
    ['contact', 'contacts', '/company/contacts', `title = 'Owner'`, { lastName: 'Newname' }, 'last_name', 'Newname'],
    [
      'opportunity',
      'opportunities',
      '/sales/opportunities',
      `notes = 'Here'`,
      { expectedCloseDate: '2029-01-02T00:00:00Z' },
      'expected_close_date',
      '2029-01-02',
    ],
  ] as const)(
    'kind 17: an edit of a %s in ConnectWise during our push comes in, and is not reverted',
    async (entity, table, path, set, edit, column, value) => {
      const deal = entity === 'contact' ? await linkedContact() : await linkedOpportunity();
      const localId = entity === 'contact' ? (deal.contactId ?? '') : deal.opportunityId;
      const { id } = await fixture.there(entity, localId);
      fixture.sandbox.clearJournal();
      fixture.sandbox.fail({ method: 'PATCH', path: `${path}/${id}`, status: 503, times: 2 });
      const pushed = fixture.editHere(entity, localId, set);
      for (;;) {
        if (fixture.sandbox.journal().some((entry) => entry.method === 'PATCH' && entry.status === 503)) break;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      fixture.sandbox.store.patch(table, Number(id), edit);
      await pushed;
      await fixture.poll();
      const [row] = await fixture.rows(`select ${column}::text as value from ${entity} where id = $1`, [localId]);
      expect(row?.value).toBe(value);
      await fixture.editHere(entity, localId, entity === 'contact' ? `title = 'Chair'` : `notes = 'Again'`);
      expect(await fixture.there(entity, localId)).toMatchObject(edit);
    },
  );
});
