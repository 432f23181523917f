import { createSandbox, type Sandbox } from '../index.ts';
import { clientOf } from '../testing/client.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'traps' });
  call = clientOf(sandbox);
});
afterEach(() => sandbox.close());

const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const read = async (path: string) => (await call('GET', path)).body;
const opportunity = {
  name: 'Deal',
  company: { id: 2 },
  contact: { id: 502 },
  primarySalesRep: { identifier: 'jdoe' },
  customFields: [{ id: 6, value: 'Q-1' }],
};

describe('custom fields of opportunities', () => {
  const values = async (id: number) =>
    Object.fromEntries(
      (await read(`/sales/opportunities/${id}`)).customFields.map((field: { caption: string; value: unknown }) => [
        field.caption,
        field.value,
      ]),
    );
  const set = (id: number, value: unknown) =>
    call('PATCH', '/sales/opportunities/1', replace('customFields', [{ id, value }]));

  it('lists all that are defined, and keeps those that a PATCH leaves out', async () => {
    await set(10, '2026-03-01T00:00:00Z');
    expect(await values(1)).toEqual({
      'Quote number': 'Q-1',
      Competitor: null,
      'Site survey done': null,
      'Story Points': null,
      'Decision date': '2026-03-01T00:00:00Z',
    });
    await call('PATCH', '/sales/opportunities/1', replace('customFields', []));
    expect((await values(1))['Decision date']).toBe('2026-03-01T00:00:00Z');
    await set(10, null);
    expect((await values(1))['Decision date']).toBeNull();
  });

  it.each([
    [7, 'Other MSP', true],
    [7, 'Nobody', false],
    [8, true, true],
    [8, 'true', false],
    [9, 5, true],
    [9, '5', false],
    [10, '2026-03-01', true],
    [10, 'soon', false],
    [6, null, false],
    [99, 'x', false],
  ])('field %i takes %j: %s', async (id, value, isTaken) => {
    const reply = await set(id, value);
    expect([reply.status, reply.body.errors?.[0].field]).toEqual(isTaken ? [200, undefined] : [400, 'customFields']);
  });

  it('finds by caption and value', async () => {
    const find = async (text: string) =>
      (await read(`/sales/opportunities?customFieldConditions=${encodeURIComponent(text)}&fields=id`)).map(
        ({ id }: { id: number }) => id,
      );
    expect(await find('caption="Quote number" AND value = null')).toEqual([7]);
    expect(await find('caption="Quote number" AND value = "Q-3"')).toEqual([3]);
    await set(9, 5);
    expect(await find('caption="Story Points" AND value != null')).toEqual([1]);
  });

  it('shows a definition that is added, on every record of its screen', async () => {
    const { body: made } = await call('POST', '/system/userDefinedFields', {
      podId: 2,
      caption: 'Region',
      sequenceNumber: 9,
      fieldTypeIdentifier: 'Text',
      entryTypeIdentifier: 'List',
      options: [{ optionValue: 'North' }, { optionValue: 'South' }],
    });
    expect(made).toMatchObject({ podDescription: 'opportunity_overview', options: [{ id: 1 }, { id: 2 }] });
    expect(await values(2)).toHaveProperty('Region', null);
    expect((await set(made.id, 'North')).status).toBe(200);
    expect((await values(1)).Region).toBe('North');
    await call('DELETE', `/system/userDefinedFields/${made.id}`);
    expect(await values(1)).not.toHaveProperty('Region');
  });
});

describe('defaults of a new record', () => {
  it('an opportunity takes status, stage, probability, place and site', async () => {
    const { body } = await call('POST', '/sales/opportunities', opportunity);
    expect(body).toMatchObject({
      status: { id: 1, name: 'Open' },
      locationId: 2,
      businessUnitId: 10,
      site: { id: 2 },
      primarySalesRep: { id: 2, identifier: 'jdoe' },
    });
    const stages = (await read('/sales/stages')) as {
      id: number;
      sequenceNumber: number;
      probability: { id: number };
    }[];
    const first = stages.reduce((one, other) => (other.sequenceNumber < one.sequenceNumber ? other : one));
    expect([body.stage.id, body.probability.id]).toEqual([first.id, first.probability.id]);
  });

  it('an opportunity says all that it lacks at once', async () => {
    const { body } = await call('POST', '/sales/opportunities', { name: 'x'.repeat(101) });
    expect(body.errors.map(({ code, field }: Record<string, string>) => `${code} ${field}`).sort()).toEqual([
      'MaxLengthField name',
      'MissingRequiredField company',
      'MissingRequiredField contact',
      'MissingRequiredField customFields',
      'MissingRequiredField primarySalesRep',
    ]);
  });

  it('a product takes texts, prices, flags and class from the catalog, place and company from the opportunity', async () => {
    const { body } = await call('POST', '/procurement/products', {
      catalogItem: { identifier: 'NONINVENTORY' },
      opportunity: { id: 1 },
      billableOption: 'Billable',
    });
    expect(body).toMatchObject({
      quantity: 1,
      price: 100,
      cost: 60,
      extPrice: 100,
      margin: 40,
      taxableFlag: true,
      productClass: 'NonInventory',
      customerDescription: 'A NonInventory item',
      locationId: 2,
      businessUnitId: 10,
      company: { id: 2 },
      forecastStatus: { name: 'Open' },
    });
  });

  it('a company takes status, type, territory and a primary site with its address', async () => {
    const { body } = await call('POST', '/company/companies', {
      identifier: 'Acme',
      name: 'Acme',
      site: { name: 'HQ' },
      city: 'Tampa',
      state: 'FL',
      customFields: [{ id: 1, value: 'B' }],
    });
    expect(body).toMatchObject({ status: { name: 'Active' }, types: [{ name: 'Client' }], territory: { id: 2 } });
    const [site] = await read(`/company/companies/${body.id}/sites`);
    expect(site).toMatchObject({
      name: 'HQ',
      city: 'Tampa',
      stateReference: { identifier: 'FL' },
      primaryAddressFlag: true,
    });
  });
});

describe('inactive set-up rows', () => {
  it('are listed, filtered and still accepted, but never a default', async () => {
    const inactive = await read('/sales/opportunities/statuses?conditions=inactiveFlag=true');
    expect(inactive.map(({ name }: { name: string }) => name)).toEqual(['On ice']);
    await call('PATCH', '/sales/opportunities/statuses/1', replace('inactiveFlag', true));
    await call('PATCH', '/sales/opportunities/statuses/6', replace('defaultFlag', true));
    const { body } = await call('POST', '/sales/opportunities', opportunity);
    expect(body.status).toBeUndefined();
    expect((await call('PATCH', '/sales/opportunities/1', replace('status', { id: 6 }))).status).toBe(200);
  });

  it.each([
    ['/sales/opportunities/statuses/1', 409],
    ['/sales/stages/8', 409],
    ['/company/companies/types/1', 409],
    ['/company/companies/types/4', 204],
    ['/procurement/types/1', 409],
    ['/procurement/subcategories/6', 409],
    ['/system/locations/2', 409],
    ['/company/contacts/types/2', 204],
  ])('DELETE %s answers %i', async (path, status) => {
    expect((await call('DELETE', path)).status).toBe(status);
  });

  it('say where they are used', async () => {
    const usages = await read('/sales/stages/8/usages');
    expect(usages).toContainEqual({ type: 'opportunities', count: 9, typeKey: 'stage' });
    expect((await read('/sales/stages/8/usages/list'))[0]).toMatchObject({ type: 'opportunities', id: 1 });
  });
});

describe('companies', () => {
  it('stay in lists when they are deleted, and their identifier stays taken', async () => {
    expect((await call('DELETE', '/company/companies/12')).status).toBe(204);
    const deleted = await read('/company/companies?conditions=deletedFlag=true&fields=id');
    expect(deleted.map(({ id }: { id: number }) => id)).toEqual([10, 11, 12]);
    expect(await read('/company/companies/12')).toMatchObject({ deletedFlag: true, deletedBy: 'causeway' });
    const again = await call('POST', '/company/companies', {
      identifier: 'companywithoutcontacts',
      name: 'x',
      site: { name: 'Main' },
      city: 'x',
      customFields: [{ id: 1, value: 'B' }],
    });
    expect(again.body.errors[0]).toEqual({
      code: 'ObjectExists',
      message: 'Company ID already in use.',
      resource: 'company',
      field: 'identifier',
    });
    expect((await call('DELETE', '/company/companies/2')).status).toBe(409);
  });

  it('hand contacts, opportunities with their lines, sites, notes and documents over in a merge', async () => {
    await call('POST', '/company/companies/20/notes', { text: 'moved' });
    await call('POST', '/company/companies/20/sites', { name: 'Branch' });
    await call('PATCH', '/company/companies/20', replace('phoneNumber', '5550001'));
    await call('PATCH', '/sales/opportunities/1', [
      { op: 'replace', path: 'company', value: { id: 20 } },
      { op: 'replace', path: 'contact', value: { id: 507 } },
    ]);
    const { body: line } = await call('POST', '/procurement/products', {
      catalogItem: { id: 31 },
      opportunity: { id: 1 },
      billableOption: 'Billable',
    });
    const merged = await call('POST', '/company/companies/20/merge', {
      toCompanyId: 14,
      phone: 'From',
      contacts: 'Merge',
      opportunities: 'Merge',
      sites: 'Merge',
      notes: 'Merge',
    });
    expect([merged.status, merged.body.success]).toEqual([201, true]);
    expect((await read('/company/contacts/507')).company.id).toBe(14);
    expect((await read('/sales/opportunities/1')).company.id).toBe(14);
    expect((await read(`/procurement/products/${line.id}`)).company.id).toBe(14);
    expect((await read('/company/companies/14/sites')).map(({ name }: { name: string }) => name)).toEqual([
      'Main',
      'Branch',
    ]);
    expect((await read('/company/companies/14/notes'))[0].text).toBe('moved');
    expect((await read('/company/companies/14')).phoneNumber).toBe('5550001');
    expect(await read('/company/companies/20')).toMatchObject({ deletedFlag: true, status: { name: 'Active' } });
  });

  it('refuse a merge into themselves, into a deleted one, or with a word that is no choice', async () => {
    const merge = (body: object) => call('POST', '/company/companies/20/merge', body);
    expect((await merge({ toCompanyId: 20 })).status).toBe(400);
    expect((await merge({ toCompanyId: 10 })).status).toBe(404);
    expect((await merge({})).body.errors[0].field).toBe('toCompanyId');
    expect((await merge({ toCompanyId: 2, contacts: 'Maybe' })).body.errors[0].field).toBe('contacts');
    expect((await merge({ toCompanyId: 2, nonsense: 'From' })).body.code).toBe('ConnectWiseApi');
  });

  it('change types by associations only, and show them', async () => {
    const { body: made } = await call('POST', '/company/companies/2/typeAssociations', { type: { id: 3 } });
    expect(await read('/company/companies/2')).toMatchObject({ types: [{ id: 1 }, { id: 3 }] });
    const twice = await call('POST', '/company/companyTypeAssociations', { type: { id: 3 }, company: { id: 2 } });
    expect(twice.body.errors[0].code).toBe('ObjectExists');
    await call('DELETE', `/company/companyTypeAssociations/${made.id}`);
    expect((await read('/company/companies/2')).types).toHaveLength(1);
    const typed = await read('/company/companies/count?childConditions=types/id=3');
    expect(typed.count).toBe(1);
  });

  it('share their address with the primary site, whichever is changed', async () => {
    await call('PATCH', '/company/companies/2', replace('city', 'Ocala'));
    expect((await read('/company/companies/2/sites/2')).city).toBe('Ocala');
    const { body: branch } = await call('POST', '/company/companies/2/sites', {
      name: 'Branch',
      city: 'Naples',
      primaryAddressFlag: true,
    });
    expect(await read('/company/companies/2')).toMatchObject({ city: 'Naples', site: { id: branch.id } });
    expect((await read('/company/companies/2/sites/2')).primaryAddressFlag).toBe(false);
    expect((await call('DELETE', `/company/companies/2/sites/${branch.id}`)).status).toBe(409);
  });
});

describe('contacts', () => {
  it('are found by e-mail whatever its case, only when one item fits all clauses', async () => {
    const find = async (text: string) =>
      (await read(`/company/contacts?childConditions=${encodeURIComponent(text)}&fields=id`)).map(
        ({ id }: { id: number }) => id,
      );
    expect(
      await find('communicationItems/value="info@traphouse.example" and communicationItems/communicationType="Email"'),
    ).toEqual([502, 503]);
    expect(
      await find('communicationItems/value="info@traphouse.example" and communicationItems/communicationType="Phone"'),
    ).toEqual([]);
  });

  it('never say more about duplicates than false, and take typeIds only when they are created', async () => {
    const made = await call('POST', '/company/contacts', { firstName: 'A', ignoreDuplicates: true, typeIds: [1, 2] });
    expect(made.body).toMatchObject({ ignoreDuplicates: false, types: [{ id: 1 }, { id: 2 }] });
    const changed = await call('PATCH', `/company/contacts/${made.body.id}`, replace('typeIds', [3]));
    expect(changed.body.errors[0].message).toBe('typeIds can only be used when creating a new contact.');
  });

  it('keep custom fields and types that a PUT leaves out', async () => {
    const { types, ...contact } = await read('/company/contacts/502');
    expect((await call('PUT', '/company/contacts/502', { ...contact, title: 'Chief' })).body.title).toBe('Chief');
  });

  it('become the primary one of their company, from either side', async () => {
    await call('PATCH', '/company/contacts/503', replace('defaultFlag', true));
    expect((await read('/company/companies/2')).defaultContact.id).toBe(503);
    expect((await read('/company/contacts/502')).defaultFlag).toBe(false);
    await call('PATCH', '/company/companies/2', replace('defaultContact', { id: 501 }));
    expect((await read('/company/contacts/501')).defaultFlag).toBe(true);
    const foreign = await call('PATCH', '/company/companies/2', replace('defaultContact', { id: 507 }));
    expect(foreign.body.errors[0].message).toBe('Contact 507 not found for Company 2');
  });
});

describe('opportunities', () => {
  it('go with notes, forecast, lines and team; a later GET is 404', async () => {
    await call('POST', '/sales/opportunities/1/notes', { text: 'x' });
    await call('POST', '/sales/opportunities/1/team', { type: 'Individual', member: { id: 2 } });
    await call('POST', '/procurement/products', {
      catalogItem: { id: 34 },
      opportunity: { id: 1 },
      billableOption: 'Billable',
    });
    expect((await call('DELETE', '/sales/opportunities/1')).status).toBe(204);
    expect(await read('/sales/opportunities/1')).toEqual({ code: 'NotFound', message: 'Opportunity 1 not found' });
    for (const record of ['opportunityNotes', 'opportunityTeam', 'products', 'productComponents', 'forecastItems'])
      expect([record, sandbox.store.count(record)]).toEqual([record, 0]);
  });

  it('close by the flags of their status, under any name, and stay closed-dated when they are reopened', async () => {
    const won = (await call('PATCH', '/sales/opportunities/1', replace('status', { id: 5 }))).body;
    expect(won).toMatchObject({ status: { name: 'Signed - Renewal' }, closedBy: { identifier: 'causeway' } });
    const open = (await call('PATCH', '/sales/opportunities/1', replace('status', { id: 1 }))).body;
    expect(open.closedDate).toBe(won.closedDate);
  });

  it('have their forecast counted once, by type and by status', async () => {
    const add = (more: object) =>
      call('POST', '/sales/opportunities/1/forecast/0', {
        forecastType: 'Service',
        status: { id: 1 },
        revenue: 100,
        cost: 40,
        ...more,
      });
    await add({});
    await add({ forecastType: 'Other1', status: { id: 2 } });
    await add({ includeFlag: false, revenue: 5_000 });
    expect(await read('/sales/opportunities/1/forecast')).toMatchObject({
      serviceRevenue: { revenue: 100 },
      otherRevenue1: { revenue: 100 },
      wonRevenue: { revenue: 100 },
      openRevenue: { revenue: 100 },
      forecastRevenueTotals: { revenue: 200, cost: 80, margin: 120 },
      inclusiveRevenueTotals: { revenue: 5_200 },
    });
    expect((await read('/sales/opportunities/1/forecast/count')).count).toBe(3);
  });
});
