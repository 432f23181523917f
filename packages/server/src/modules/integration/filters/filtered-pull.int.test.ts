import { filterRuleSchema } from '@causeway/shared/forms/configuration/filters';
import {
  openSyncFixture,
  rawCompany,
  rawContact,
  rawItem,
  rawOpportunity,
  type SyncFixture,
} from '../../../../test/support/sync-fixture.ts';
import type { PullContext } from '../../sync/pull/context/pull-context.ts';

const clients = { entity: 'company', direction: 'in', field: 'type', operator: 'is', values: ['1'] };
const vendor = { types: [{ id: 3, name: 'Vendor' }] };

describe('R22: records that a filter excludes', () => {
  let f: SyncFixture;
  const under = (...rules: object[]): Partial<PullContext> => ({
    configuration: { ...f.pullContext.configuration, filters: rules.map(withId) },
    lists: {
      company_type: [
        { kind: 'company_type', remoteId: '1', label: 'Client', position: null, isActive: true, flags: {} },
      ],
    },
  });
  const skip = async (remoteId: string, entity = 'company') =>
    (
      await f.rows('select code, reason, rule, name from sync_skip where entity = $1 and remote_id = $2', [
        entity,
        remoteId,
      ])
    )[0];
  const events = (remoteId: string, entity = 'company') =>
    f.rows<{ status: string; code: string; description: string }>(
      'select status, code, description from audit_event where remote_id = $1 and entity = $2 order by id',
      [remoteId, entity],
    );

  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  it('are not created, and stand in the list with their name and rule', async () => {
    expect(await f.take('company', [rawCompany(1, vendor), rawCompany(2)], under(clients))).toMatchObject({
      created: 1,
      skipped: 1,
    });
    expect(await skip('1')).toEqual({
      code: 'excluded',
      name: 'Company 1',
      rule: 'company.in.type',
      reason: 'its type is Vendor, and only Client is synced',
    });
    expect(await events('1')).toMatchObject([{ status: 'skipped', code: 'excluded' }]);
  });

  it('are frozen when they are linked: one note, not one a poll, and nothing is deleted', async () => {
    await f.take('company', [rawCompany(10, { city: 'Tampa' })]);
    const changed = rawCompany(10, { ...vendor, city: 'Miami' });
    expect(await f.take('company', [changed], under(clients))).toMatchObject({ skipped: 1 });
    await f.touched();
    expect(await f.take('company', [changed], under(clients))).toMatchObject({ skipped: 1 });
    expect(await f.touched()).toEqual([]);
    expect(await f.rows(`select city from client where name = 'Company 10'`)).toEqual([{ city: 'Tampa' }]);
    expect(await f.rows(`select state from entity_link where entity = 'company' and remote_id = '10'`)).toEqual([
      { state: 'linked' },
    ]);
    expect((await events('10')).at(-1)).toMatchObject({
      status: 'skipped',
      description: 'Excluded: its type is Vendor, and only Client is synced. The client keeps its own values.',
    });
  });

  it('thaw when they pass again, with all that changed meanwhile', async () => {
    await f.take('company', [rawCompany(11)]);
    await f.take('company', [rawCompany(11, { ...vendor, city: 'Miami' })], under(clients));
    expect(await f.take('company', [rawCompany(11, { city: 'Miami' })], under(clients))).toMatchObject({ updated: 1 });
    expect(await skip('11')).toBeUndefined();
  });

  it('are told of an inactive contact that is linked, unless a rule of the admin says otherwise', async () => {
    await f.take('company', [rawCompany(20)]);
    await f.take('contact', [rawContact(200, 20), rawContact(201, 20)]);
    expect(await f.take('contact', [rawContact(200, 20, { inactiveFlag: true })])).toMatchObject({ updated: 1 });
    const onlyActive = { entity: 'contact', direction: 'in', field: 'inactive', operator: 'is', values: ['false'] };
    expect(await f.take('contact', [rawContact(201, 20, { inactiveFlag: true })], under(onlyActive))).toMatchObject({
      skipped: 1,
    });
  });

  it('A16: deleted companies and inactive items come in when they are asked for', async () => {
    const both = (entity: string, field: string) => ({
      entity,
      direction: 'in',
      field,
      operator: 'is',
      values: ['true', 'false'],
    });
    const rules = under(both('company', 'deleted'), both('product', 'inactive'));
    expect(await f.take('company', [rawCompany(30, { deletedFlag: true })], rules)).toMatchObject({ created: 1 });
    expect(await f.take('company', [rawCompany(30, { deletedFlag: true, city: 'Ocala' })], rules)).toMatchObject({
      updated: 1,
    });
    expect(await f.take('product', [rawItem(31, { inactiveFlag: true })], rules)).toMatchObject({ created: 1 });
  });

  it('A22: skip what belongs to them, with the filter that did it', async () => {
    f.shelf.put('/company/companies', rawCompany(40, vendor));
    expect(await f.take('contact', [rawContact(400, 40)], under(clients))).toMatchObject({ skipped: 1 });
    expect(await skip('400', 'contact')).toMatchObject({
      code: 'parent_excluded',
      reason: 'its company 40 is excluded: its type is Vendor, and only Client is synced',
    });
    expect(await f.take('opportunity', [rawOpportunity(401, 40, null)], under(clients))).toMatchObject({ skipped: 1 });
  });

  it('A22: skip an opportunity whose contact is filtered out', async () => {
    const old = { entity: 'contact', direction: 'in', field: 'created', operator: 'after', values: ['2026-01-01'] };
    await f.take('company', [rawCompany(50)]);
    f.shelf.put('/company/contacts', rawContact(500, 50, { _info: { dateEntered: '2020-01-01T00:00:00Z' } }));
    expect(await f.take('opportunity', [rawOpportunity(501, 50, 500)], under(old))).toMatchObject({ skipped: 1 });
    expect(await skip('501', 'opportunity')).toMatchObject({
      reason:
        'its contact 500 is excluded: it was created on 2020-01-01, and only records from 2026-01-01 on are synced',
    });
  });

  it('become an issue in plain words when they are linked and lose their company', async () => {
    await f.take('company', [rawCompany(60)]);
    await f.take('contact', [rawContact(600, 60)]);
    await f.take('opportunity', [rawOpportunity(601, 60, null)]);
    expect(await f.take('contact', [rawContact(600, null)])).toMatchObject({ failed: 1 });
    expect(await f.take('opportunity', [{ ...rawOpportunity(601, 60, null), company: null }])).toMatchObject({
      failed: 1,
    });
    expect(
      await f.rows(`select code, message from sync_issue where remote_id in ('600', '601') order by remote_id`),
    ).toEqual([
      {
        code: 'company_missing',
        message:
          'ConnectWise’s answer names no company of it; the contact here stays with its client and is not updated meanwhile.',
      },
      expect.objectContaining({ code: 'company_missing' }),
    ]);
  });
});

const withId = (rule: object) => filterRuleSchema.parse(rule);
