import { settingsWith } from '../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../test/support/sync-app.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import { contactWire } from '../../../connectwise/wire/contact.ts';
import { listReconciles } from './reconcile/reconcile.queries.ts';
import { listFindings } from './reconcile/reconcile-findings.queries.ts';

const place = { addressLine1: '1 Pier', city: 'Tampa', zip: '33602', phoneNumber: '8135550142' };

/**
 * A mode that takes no changes in links two records and leaves each as it is. What is empty here was never emptied here: it must not empty
 * ConnectWise once edits are sent.
 */
describe('R18, R65: records that were linked while the mode took no changes in', () => {
  describe('and are edited here once it sends edits', () => {
    let f: TwoWayFixture;
    beforeAll(async () => {
      f = await openTwoWayFixture({ mode: 'pull_new_push_won' });
    });
    afterAll(() => f.close());
    const mode = (name: string) => f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: name })]);
    beforeEach(() => mode('pull_new_push_won'));
    const client = async (name: string) => {
      const [row] = await f.rows<{ id: string }>(
        `insert into client (name, website, type) values ($1, $2, 'Client') returning id`,
        [name, `https://${name.toLowerCase()}.example`],
      );
      return row?.id ?? '';
    };
    const company = (name: string) =>
      f.connectwise.create(companyWire, {
        name,
        identifier: name.toUpperCase(),
        website: `https://${name.toLowerCase()}.example`,
        ...place,
        site: { name: 'Main' },
      });

    it('a company keeps what is empty here, and it comes in', async () => {
      const id = await client('Harbor');
      await company('Harbor');
      await f.poll();
      expect(await f.here('company', id)).toMatchObject({ phone: null, address_line1: null, postal_code: null });
      expect(await f.log(id)).toEqual([
        'Linked: same name and website. Left as they are here, because the sync mode takes no changes from ConnectWise: company ID, address line 1, city, postal code, phone, status.',
      ]);
      const left = () => f.rows(`select code from sync_skip where entity = 'company'`);
      expect(await left()).toEqual([{ code: 'mode' }]);
      // Listed once more, as the newest record is by each poll.
      await f.poll();
      expect(await left()).toEqual([{ code: 'mode' }]);
      await mode('real_time');
      await f.editHere('company', id, `address_line2 = 'Dock 2'`);
      expect(await f.there('company', id)).toMatchObject({ ...place, addressLine2: 'Dock 2' });
      await f.poll();
      expect(await f.here('company', id)).toMatchObject({
        address_line1: '1 Pier',
        address_line2: 'Dock 2',
        city: 'Tampa',
        phone: '8135550142',
      });
      await f.poll();
      expect(await f.there('company', id)).toMatchObject({ ...place, addressLine2: 'Dock 2' });
    });

    it('what is emptied here afterwards is emptied there', async () => {
      const id = await client('Marina');
      await company('Marina');
      await f.poll();
      await mode('real_time');
      await f.editHere('company', id, `address_line2 = 'Dock 2'`);
      await f.poll();
      await f.editHere('company', id, `phone = null`);
      const { phoneNumber, ...kept } = await f.there('company', id);
      expect(phoneNumber ?? null).toBeNull();
      expect(kept).toMatchObject({ addressLine1: '1 Pier', zip: '33602' });
    });

    it('a contact keeps its e-mail and its phone', async () => {
      const clientId = await client('Wharf');
      const made = await company('Wharf');
      const [row] = await f.rows<{ id: string }>(
        `insert into contact (client_id, first_name, last_name) values ($1, 'Ann', 'Wharf') returning id`,
        [clientId],
      );
      const id = row?.id ?? '';
      const item = (type: number, communicationType: string, value: string) => ({
        type: { id: type },
        value,
        communicationType,
        defaultFlag: true,
      });
      await f.connectwise.create(contactWire, {
        firstName: 'Ann',
        lastName: 'Wharf',
        company: { id: made.id },
        communicationItems: [item(1, 'Email', 'ann@wharf.example'), item(2, 'Phone', '8135550143')],
      });
      await f.poll();
      expect(await f.here('contact', id)).toMatchObject({ email: null, phone: null });
      await mode('real_time');
      await f.editHere('contact', id, `title = 'Owner'`);
      await f.poll();
      expect(await f.here('contact', id)).toMatchObject({ email: 'ann@wharf.example', phone: '8135550143' });
      const { communicationItems } = await f.there('contact', id);
      expect((communicationItems as { value: string }[]).map(({ value }) => value)).toEqual([
        'ann@wharf.example',
        '8135550143',
      ]);
    });
  });

  describe('and are compared once it takes changes in', () => {
    let app: SyncApp;
    beforeAll(async () => {
      app = await openSyncApp({ seed: 'empty', mode: 'pull_new_push_won' });
    });
    afterAll(() => app.close());

    it('what is empty here comes in, and nothing goes out', async () => {
      const { store } = app.sandbox;
      const website = 'https://harbor.example';
      const company = store.insert('companies', {
        name: 'Harbor',
        identifier: 'HARBOR',
        website,
        site: { name: 'Main' },
        ...place,
      });
      await app.rows(`insert into client (name, website) values ('Harbor', $1)`, [website]);
      await app.rows(`update connection set sync_started_at = now() - interval '1 day'`);
      await app.poll();
      const here = async () =>
        (await app.rows(`select phone, address_line1 as "addressLine1", city, postal_code as zip from client`))[0];
      expect(await here()).toEqual({ phone: null, addressLine1: null, city: null, zip: null });
      await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time' })]);
      await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
      const control = { signal: new AbortController().signal, touch: async () => undefined };
      expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control)).toBe(true);
      const [last] = await app.write((tx) => listReconciles(tx, { limit: 1, before: null }));
      const findings = await app.write((tx) =>
        listFindings(tx, { id: last?.id ?? '', entity: null, kind: null, limit: 50, after: null }),
      );
      expect(findings.map(({ detail }) => detail)).toEqual([
        'Differs in ConnectWise since it was linked: company ID, address line 1, city, postal code, phone, type, status.',
      ]);
      const { phoneNumber, ...rest } = place;
      expect(await here()).toEqual({ phone: phoneNumber, ...rest });
      expect(await app.rows(`select 1 from push_request`)).toEqual([]);
      expect(store.get('companies', company.id)).toMatchObject(place);
      expect(await app.rows(`select 1 from sync_skip`)).toEqual([]);
    });
  });
});
