import connectwise from 'connectwise-rest';
import { createSandbox, type Sandbox } from '../index.ts';

const { ManageAPI } = connectwise;
let sandbox: Sandbox;
let api: InstanceType<typeof ManageAPI>;

beforeAll(async () => {
  sandbox = await createSandbox({ seed: 'demo' });
  const { company, publicKey, privateKey, clientId } = sandbox;
  api = new ManageAPI({ companyId: company, companyUrl: 'unused.example', publicKey, privateKey, clientId });
  // The client insists on https and a host name; its axios instances are pointed at the sandbox instead.
  for (const part of [api, ...Object.values(api)] as { instance?: { defaults: { baseURL?: string } } }[]) {
    if (part?.instance?.defaults) part.instance.defaults.baseURL = `${sandbox.url}/v4_6_release/apis/3.0`;
  }
});
afterAll(() => sandbox.close());

it('lists with conditions, pages through all, and counts', async () => {
  const few = await api.CompanyAPI.getCompanyCompanies({
    conditions: 'deletedFlag=false and city="Tampa"',
    pageSize: 5,
    orderBy: 'name asc',
  });
  expect(few).toHaveLength(5);
  expect(few.every((row) => row.city === 'Tampa')).toBe(true);
  const rows = (await api.paginate(
    api.CompanyAPI.getCompanyCompanies,
    { startPage: 1, pageSize: 1000 },
    {
      conditions: 'deletedFlag=false',
    },
  )) as { id?: number }[];
  const kept = sandbox.store.list('companies').filter((row) => row.deletedFlag === false);
  expect(rows.map((row) => row.id)).toEqual(kept.map((row) => row.id));
  const { count } = await api.CompanyAPI.getCompanyCompaniesCount({});
  expect(count).toBe(sandbox.store.count('companies'));
});

it('creates, reads, patches and deletes a company, a contact, an opportunity, a product and a note', async () => {
  const company = await api.CompanyAPI.postCompanyCompanies({
    identifier: 'FromClient',
    name: 'From Client',
    site: { name: 'Main' },
    city: 'Tampa',
  } as never);
  const contact = await api.CompanyAPI.postCompanyContacts({
    firstName: 'Ann',
    lastName: 'Lee',
    company: { id: company.id },
  } as never);
  const opportunity = await api.SalesAPI.postSalesOpportunities({
    name: 'Deal',
    company: { id: company.id },
    contact: { id: contact.id },
    primarySalesRep: { identifier: 'jdoe' },
  } as never);
  const item = await api.ProcurementAPI.postProcurementCatalog({
    identifier: 'CLIENT-1',
    description: 'Item',
    customerDescription: 'An item',
    subcategory: { id: 1 },
    type: { id: 1 },
    price: 10,
    cost: 4,
  } as never);
  const line = await api.ProcurementAPI.postProcurementProducts({
    catalogItem: { id: item.id },
    opportunity: { id: opportunity.id },
    quantity: 2,
    billableOption: 'Billable',
  } as never);
  expect(line).toMatchObject({ extPrice: 20, extCost: 8, margin: 12, description: 'Item' });
  const note = await api.SalesAPI.postSalesOpportunitiesByParentIdNotes(
    opportunity.id as number,
    { text: 'Signed' } as never,
  );
  expect(note.text).toBe('Signed');
  const won = await api.SalesAPI.patchSalesOpportunitiesById(
    opportunity.id as number,
    [{ op: 'replace', path: 'status', value: { id: 2 } }] as never,
  );
  expect(won).toMatchObject({ status: { id: 2, name: 'Won' }, closedBy: { identifier: 'causeway' } });
  await api.ProcurementAPI.deleteProcurementProductsById(line.id as number);
  await api.SalesAPI.deleteSalesOpportunitiesById(opportunity.id as number);
  await expect(api.SalesAPI.getSalesOpportunitiesById(opportunity.id as number)).rejects.toMatchObject({
    status: 404,
    data: { code: 'NotFound' },
  });
});

it('is refused with 415 when it sends a document as JSON, as the real service refuses it', async () => {
  await expect(
    api.SystemAPI.postSystemDocuments({ recordType: 'Opportunity', recordId: 120 } as never),
  ).rejects.toBeDefined();
  expect(sandbox.journal().at(-1)).toMatchObject({ path: '/system/documents', status: 415 });
});
