import { settingsWith } from '../../../../../test/support/settings.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';
import { listReconciles } from './reconcile.queries.ts';
import { listFindings } from './reconcile-findings.queries.ts';

const control = () => ({ signal: new AbortController().signal, touch: async () => undefined });

/** What the comparison of both sides sends, and what it leaves alone because a push could not send it either. */
describe('R77: the reconcile of both sides asks for no push that would send nothing', () => {
  let app: SyncApp;
  let definition: string;
  let field: string;
  beforeAll(async () => {
    app = await openSyncApp({ seed: 'empty' });
    const { store } = app.sandbox;
    const place = { addressLine1: '1 Main St', site: { name: 'Main' } };
    const company = store.insert('companies', { name: 'Harbor Dental', identifier: 'HARBOR', ...place });
    const contact = store.insert('contacts', { firstName: 'Ann', lastName: 'Lee', company: { id: company.id } });
    store.insert('opportunities', {
      name: 'Refresh',
      company: { id: company.id },
      contact: { id: contact.id },
      primarySalesRep: { id: store.list('members')[0]?.id },
      expectedCloseDate: '2027-01-01T00:00:00Z',
    });
    definition = String(app.sandbox.customField({ record: 'companies', caption: 'Route', type: 'Text' }).id);
    const [row] = await app.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Tour', 'text', '[]') returning id`,
    );
    field = row?.id ?? '';
    await choose();
    await app.rows(`update connection set sync_started_at = now() - interval '1 day'`);
    await app.poll();
  });
  afterEach(() => app.rows(`delete from push_request`));
  afterAll(() => app.close());

  const choose = async (more: object = {}) => {
    const customFields = [{ remoteId: definition, customFieldId: field, value: null }];
    await app.rows(settingsWith, [app.connectionId, JSON.stringify({ mode: 'real_time', customFields, ...more })]);
    await app.rows(
      `insert into reference_item (connection_id, kind, remote_id, label, flags)
       values ($1, 'custom_field', $2, 'Route', '{"fieldType": "Text", "pod": "company_overview"}') on conflict do nothing`,
      [app.connectionId, definition],
    );
  };
  const reconcile = async () => {
    await app.write((tx) => app.sync.reconcileControl.now(tx, app.actor));
    expect(await app.sync.reconcile.run(app.workspaceId, app.connectionId, control())).toBe(true);
    const [row] = await app.write((tx) => listReconciles(tx, { limit: 1, before: null }));
    return app.write((tx) => listFindings(tx, { id: row?.id ?? '', entity: null, kind: null, limit: 50, after: null }));
  };
  const asked = async () =>
    (await app.rows<{ entity: string }>(`select entity from push_request where state = 'pending'`)).map(
      ({ entity }) => entity,
    );
  const details = (findings: { detail: string }[]) => findings.map(({ detail }) => detail);

  it('of an owner who is nobody in ConnectWise, and says why; of another edit beside it once', async () => {
    await app.rows(
      `with nobody as (insert into app_user (email, name, role, password_hash) values ('nobody@here.example', 'Nobody', 'viewer', '') returning id)
       update opportunity set owner_id = (select id from nobody)`,
    );
    expect(details(await reconcile())).toEqual([
      'Changed in the CRM, and it is not sent, because no active member of ConnectWise has the e-mail address of the owner: owner.',
    ]);
    expect(await asked()).toEqual([]);
    await app.rows(`update opportunity set notes = 'They called.'`);
    expect(details(await reconcile())).toEqual([
      'Changed in the CRM, and it was not sent: owner, notes. A push of it was asked for.',
    ]);
    expect(await asked()).toEqual(['opportunity']);
    await app.rows(`update opportunity set notes = null, owner_id = null`);
  });

  it.each([
    [
      'of an option that ConnectWise does not have',
      `country = 'Atlantis'`,
      'ConnectWise has no active country "Atlantis"',
    ],
    [
      'of a text that is too long for ConnectWise',
      `city = repeat('x', 60)`,
      'it has 60 characters, and ConnectWise takes 50 at most',
    ],
  ])('%s', async (_what, set, because) => {
    const [before] = await app.rows(`select city, country from client`);
    await app.rows(`update client set ${set}`);
    expect(details(await reconcile())[0]).toContain(`it is not sent, because ${because}: `);
    expect(await asked()).toEqual([]);
    await app.rows(`update client set city = $1, country = $2`, [before?.city, before?.country]);
    expect(await reconcile()).toEqual([]);
  });

  it('R73: looks at custom fields that are kept in step, on both sides', async () => {
    const there = (value: string) => {
      const [company] = app.sandbox.store.list('companies');
      app.sandbox.store.patchRaw(
        'companies',
        company?.id ?? 0,
        { customFields: [{ id: Number(definition), caption: 'Route', value }] },
        { touch: false },
      );
    };
    const here = async () =>
      (await app.rows<{ tour: string | null }>(`select custom_fields ->> 'Tour' as tour from client`))[0]?.tour;
    there('North');
    await reconcile();
    expect(await here()).toBe('North');
    expect(await asked()).toEqual([]);
    await app.rows(`update client set custom_fields = custom_fields || '{"Tour": "South"}'`);
    expect(details(await reconcile())).toEqual([
      'Changed in the CRM, and it was not sent: "Tour". A push of it was asked for.',
    ]);
    expect(await asked()).toEqual(['company']);
  });
});
