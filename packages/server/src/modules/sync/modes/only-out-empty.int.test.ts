import { directedFieldKeys } from '@causeway/shared/forms/configuration/field-directions';
import { saveSettings } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp, type Row } from '../../../../test/support/directions-app.ts';

/** What is empty here and was never emptied here leaves ConnectWise's value, whatever the settings say from now on. */
describe('R65: a field that only goes out from now on', () => {
  describe('of records that were linked as they are', () => {
    let d: DirectionsApp;
    let client: string;
    let contact: string;
    let company: { id: number };
    let person: { id: number };
    const there = async () => ({
      company: await d.http('GET', `/company/companies/${company.id}`),
      person: await d.http('GET', `/company/contacts/${person.id}`),
    });
    const place = {
      addressLine1: '1 Pier',
      addressLine2: 'Dock 2',
      city: 'Tampa',
      state: 'FL',
      zip: '33602',
      phoneNumber: '8135550142',
    };
    const item = (type: number, communicationType: string, value: string) => ({
      type: { id: type },
      value,
      communicationType,
      defaultFlag: true,
    });
    const out = {
      ...Object.fromEntries(
        ['addressLine1', 'addressLine2', 'city', 'region', 'postalCode', 'phone'].map((field) => [
          `company.${field}`,
          'OUT',
        ]),
      ),
      ...Object.fromEntries(['title', 'phone', 'email'].map((field) => [`contact.${field}`, 'OUT'])),
    };

    beforeAll(async () => {
      d = await openDirectionsApp(async ({ rows, app }) => {
        const [made] = await rows<{ id: string }>(
          `insert into client (name, website, type) values ('Harbor', 'https://harbor.example', 'Client') returning id`,
        );
        client = made?.id ?? '';
        const [who] = await rows<{ id: string }>(
          `insert into contact (client_id, first_name, last_name) values ($1, 'Ann', 'Wharf') returning id`,
          [client],
        );
        contact = who?.id ?? '';
        company = app.sandbox.store.insert('companies', {
          name: 'Harbor',
          identifier: 'Harbor',
          website: 'https://harbor.example',
          site: { name: 'Main' },
          ...place,
        });
        person = app.sandbox.store.insert('contacts', {
          firstName: 'Ann',
          lastName: 'Wharf',
          title: 'Owner',
          company: { id: company.id },
          communicationItems: [item(1, 'Email', 'ann@wharf.example'), item(2, 'Phone', '8135550143')],
        });
      }, 'PULL_NEW_PUSH_WON');
      expect(await d.localId('company', company.id)).toBe(client);
      expect(await d.localId('contact', person.id)).toBe(contact);
      await saveSettings(d.app, { mode: 'REAL_TIME' });
    }, 60_000);
    afterAll(() => d.app.stop());

    it('leaves what ConnectWise has in it, as the preview says, and tells it once', async () => {
      const before = await there();
      const sentences = await d.preview(out);
      await d.direct(out);
      await d.cycle();
      expect(await there()).toEqual(before);
      expect(sentences).toContain('1 company keeps its Phone, which is empty here.');
      expect(sentences).toContain('1 contact keeps its E-mail, which is empty here.');
      expect(sentences.join(' ')).not.toContain("gets the CRM's");
      expect((await d.log(client)).at(-1)).toContain(
        'ConnectWise keeps address line 1 ("1 Pier"), address line 2 ("Dock 2"), city ("Tampa"), region ("FL"), postal code ("33602") and phone ("8135550142"): they are empty here, and only a value that was emptied here is emptied in ConnectWise.',
      );
      const known = (await d.log(client)).length;
      await d.cycle();
      expect(await d.log(client)).toHaveLength(known);
      expect(await d.rows(`select phone, city from client where id = $1`, [client])).toEqual([
        { phone: null, city: null },
      ]);
    });

    it('and leaves it when something else is edited here', async () => {
      await d.mutate('updateClient', { name: 'Harbor', type: 'CLIENT', website: 'https://harbor2.example' }, client);
      await d.mutate('updateContact', { firstName: 'Anna', lastName: 'Wharf', clientId: client }, contact);
      const now = await there();
      expect(now.company).toMatchObject({ ...place, website: 'https://harbor2.example' });
      expect(now.person).toMatchObject({ firstName: 'Anna', title: 'Owner' });
      expect(now.person.communicationItems.map(({ value }: Row) => value)).toEqual(['ann@wharf.example', '8135550143']);
    });

    it('says so to a person who asks for the record, and sends nothing', async () => {
      const { syncRecord } = await d.app.graphql(
        'mutation ($id: ID) { syncRecord(entity: COMPANY, localId: $id) { pulled pushed isInStep problems { message } } }',
        { id: client },
      );
      expect(syncRecord).toMatchObject({ pushed: null, isInStep: false, problems: [] });
      expect(syncRecord.pulled).toContain('because only a value that was emptied here is emptied in ConnectWise.');
      await d.app.settle();
      expect((await there()).company).toMatchObject(place);
    });

    it('empties it there once it was filled and emptied here', async () => {
      const own = { name: 'Harbor', type: 'CLIENT', website: 'https://harbor2.example' };
      await d.mutate('updateClient', { ...own, phone: '8135550199' }, client);
      expect((await there()).company).toMatchObject({ ...place, phoneNumber: '8135550199' });
      await d.mutate('updateClient', { ...own, phone: null }, client);
      const { phoneNumber, ...rest } = (await there()).company;
      expect(phoneNumber ?? '').toBe('');
      expect(rest).toMatchObject({ addressLine1: '1 Pier', city: 'Tampa' });
    });

    it('says of one that goes out only where it is empty there that both sides keep their own', async () => {
      const own = { name: 'Harbor', type: 'CLIENT', website: 'https://harbor2.example' };
      await d.direct({ 'company.website': 'OUT_IF_EMPTY' });
      await d.http('PATCH', `/company/companies/${company.id}`, [
        { op: 'replace', path: 'website', value: 'https://theirs.example' },
      ]);
      await d.cycle();
      await d.mutate('updateClient', { ...own, addressLine2: 'Dock 3' }, client);
      expect((await there()).company).toMatchObject({ website: 'https://theirs.example' });
      expect(await d.rows(`select website from client where id = $1`, [client])).toEqual([
        { website: 'https://harbor2.example' },
      ]);
      const [link] = await d.rows(`select id from entity_link where local_id = $1`, [client]);
      const { linkComparison } = await d.app.graphql(
        'query ($id: ID!) { linkComparison(linkId: $id) { fields { field winner stays differs } } }',
        { id: link?.id },
      );
      expect(linkComparison.fields.find(({ field }: Row) => field === 'website')).toEqual({
        field: 'website',
        differs: true,
        winner: null,
        stays: 'ConnectWise has a value, and the settings say only where it is empty there',
      });
    });
  });

  describe('of records that came in while it was off', () => {
    let d: DirectionsApp;
    const records = ['companies', 'contacts', 'catalog', 'opportunities'] as const;
    const crm = { companies: 'client', contacts: 'contact', catalog: 'product', opportunities: 'opportunity' } as const;
    const entityOf = { companies: 'company', contacts: 'contact', catalog: 'product', opportunities: 'opportunity' };
    const path = {
      companies: '/company/companies',
      contacts: '/company/contacts',
      catalog: '/procurement/catalog',
      opportunities: '/sales/opportunities',
    };
    const ids = new Map<string, number>();
    const custom = new Map<string, string>();
    // Not those that a record here cannot be without.
    const needed = ['contact.lastName', 'opportunity.expectedCloseDate', 'product.price', 'product.cost'];
    const fields = directedFieldKeys.filter((key) => !needed.includes(key));
    const all = (direction: string) =>
      Object.fromEntries([...fields, ...custom.values()].map((field) => [field, direction]));
    const there = async () =>
      Object.fromEntries(
        await Promise.all(
          records.map(async (record) => {
            const { _info, ...rest } = await d.http('GET', `${path[record]}/${ids.get(record)}`);
            return [record, rest];
          }),
        ),
      );
    const localIdOf = (record: (typeof records)[number]) => d.localId(entityOf[record], ids.get(record) ?? 0);

    beforeAll(async () => {
      d = await openDirectionsApp(async ({ app, rows }) => {
        const customFields: object[] = [];
        for (const record of records)
          for (const type of ['Text', 'Checkbox'] as const) {
            const { id } = app.sandbox.customField({ record, caption: `Their ${type}`, type });
            const [made] = await rows<{ id: string }>(
              `insert into custom_field (entity, name, type, options) values ($1, $2, $3, '[]') returning id`,
              [crm[record], `Our ${type}`, type.toLowerCase()],
            );
            customFields.push({ remoteId: String(id), value: null, customFieldId: made?.id });
            custom.set(`${record}.${type}`, `${entityOf[record]}.customFields.${id}`);
          }
        await app.graphql('mutation { refreshReferenceData { problems { message } } }');
        await saveSettings(app, { customFields });
      });
      await d.direct(all('OFF'));
      const { store } = d.app.sandbox;
      const customFields = (record: (typeof records)[number]) =>
        (['Text', 'Checkbox'] as const).map((type) => ({
          id: Number(custom.get(`${record}.${type}`)?.split('.').at(-1)),
          caption: `Their ${type}`,
          type,
          value: type === 'Text' ? 'Theirs' : true,
        }));
      const made = async (record: (typeof records)[number], body: object) => {
        const { id } = await d.http('POST', path[record], body);
        ids.set(record, id);
        await d.http('PATCH', `${path[record]}/${id}`, [
          {
            op: 'replace',
            path: 'customFields',
            value: customFields(record).map(({ id: one, value }) => ({ id: one, value })),
          },
        ]);
      };
      await made('companies', {
        name: 'Pelican',
        identifier: 'Pelican',
        addressLine1: '2 Bay Street',
        addressLine2: 'Floor 2',
        city: 'Venice',
        state: 'FL',
        zip: '34285',
        phoneNumber: '9415550100',
        website: 'https://pelican.example',
        site: { name: 'Main' },
      });
      const item = (type: number, communicationType: string, value: string, extension?: string) => ({
        type: { id: type },
        value,
        communicationType,
        defaultFlag: true,
        ...(extension ? { extension } : {}),
      });
      await made('contacts', {
        firstName: 'Ann',
        lastName: 'Pelican',
        title: 'Owner',
        company: { id: ids.get('companies') },
        communicationItems: [
          item(1, 'Email', 'ann@pelican.example'),
          item(2, 'Phone', '9415550101', '7'),
          item(4, 'Phone', '9415550102'),
        ],
      });
      const first = (table: Parameters<typeof store.list>[0]) => ({ id: store.list(table)[0]?.id });
      await made('catalog', {
        identifier: 'PEL-1',
        description: 'Pelican lamp',
        customerDescription: 'A lamp in the form of a pelican',
        subcategory: first('subcategories'),
        type: first('productTypes'),
        price: 20,
        cost: 10,
      });
      await made('opportunities', {
        name: 'Pelican refresh',
        company: { id: ids.get('companies') },
        contact: { id: ids.get('contacts') },
        primarySalesRep: first('members'),
        expectedCloseDate: '2031-02-03T00:00:00Z',
        notes: 'Call before noon',
      });
      await d.poll();
    }, 60_000);
    afterAll(() => d.app.stop());

    it('leaves everything that ConnectWise has, when it is saved and when something else is edited', async () => {
      for (const record of records) expect(await localIdOf(record)).not.toBe('');
      const before = await there();
      const sentences = await d.preview(all('OUT'));
      await d.direct(all('OUT'));
      await d.cycle();
      expect(await there()).toEqual(before);
      expect(sentences.filter((sentence) => sentence.includes("gets the CRM's"))).toEqual([]);
      expect(sentences.length).toBeGreaterThan(fields.length);
      for (const record of records) {
        expect((await d.log(await localIdOf(record))).at(-1)).toMatch(
          /^ConnectWise keeps .*empty here, and only a value that was emptied here is emptied in ConnectWise\.$/,
        );
        const { syncRecord } = await d.app.graphql(
          `mutation ($id: ID) { syncRecord(entity: ${entityOf[record].toUpperCase()}, localId: $id) { problems { message } } }`,
          { id: await localIdOf(record) },
        );
        expect(syncRecord.problems).toEqual([]);
      }
      await d.app.settle();
      await d.mutate('updateClient', { name: 'Pelican One' }, await localIdOf('companies'));
      const now = JSON.stringify(await there());
      expect(now).toContain('Pelican One');
      expect(JSON.parse(now.replaceAll('Pelican One', 'Pelican'))).toEqual(before);
    });
  });
});
