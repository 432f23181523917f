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

/** The client's own functions of one record, with what it needs to make a row. */
interface Calls {
  readonly list: (query: { conditions?: string; pageSize?: number; page?: number }) => Promise<unknown>;
  readonly create: () => Promise<unknown>;
  readonly read: (id: number) => Promise<unknown>;
  readonly change: (id: number, patch: never) => Promise<unknown>;
  readonly remove: (id: number) => Promise<unknown>;
  readonly field: string;
}

const line = { catalogItem: { id: 71 }, opportunity: { id: 120 }, billableOption: 'Billable' };
const item = { description: 'x', customerDescription: 'x', subcategory: { id: 1 }, type: { id: 1 } };
const deal = { name: 'x', company: { id: 250 }, contact: { id: 57_001 }, primarySalesRep: { id: 2 } };
const calls = (): Readonly<Record<string, Calls>> => ({
  companies: {
    list: (query) => api.CompanyAPI.getCompanyCompanies(query),
    create: () =>
      api.CompanyAPI.postCompanyCompanies({ identifier: 'Crud', name: 'x', site: { name: 'M' }, city: 'x' } as never),
    read: (id) => api.CompanyAPI.getCompanyCompaniesById(id),
    change: (id, patch) => api.CompanyAPI.patchCompanyCompaniesById(id, patch),
    remove: (id) => api.CompanyAPI.deleteCompanyCompaniesById(id),
    field: 'name',
  },
  contacts: {
    list: (query) => api.CompanyAPI.getCompanyContacts(query),
    create: () => api.CompanyAPI.postCompanyContacts({ firstName: 'x' } as never),
    read: (id) => api.CompanyAPI.getCompanyContactsById(id),
    change: (id, patch) => api.CompanyAPI.patchCompanyContactsById(id, patch),
    remove: (id) => api.CompanyAPI.deleteCompanyContactsById(id, {} as never),
    field: 'firstName',
  },
  opportunities: {
    list: (query) => api.SalesAPI.getSalesOpportunities(query),
    create: () => api.SalesAPI.postSalesOpportunities(deal as never),
    read: (id) => api.SalesAPI.getSalesOpportunitiesById(id),
    change: (id, patch) => api.SalesAPI.patchSalesOpportunitiesById(id, patch),
    remove: (id) => api.SalesAPI.deleteSalesOpportunitiesById(id),
    field: 'name',
  },
  catalog: {
    list: (query) => api.ProcurementAPI.getProcurementCatalog(query),
    create: () => api.ProcurementAPI.postProcurementCatalog({ ...item, identifier: 'CRUD-1' } as never),
    read: (id) => api.ProcurementAPI.getProcurementCatalogById(id),
    change: (id, patch) => api.ProcurementAPI.patchProcurementCatalogById(id, patch),
    remove: (id) => api.ProcurementAPI.deleteProcurementCatalogById(id),
    field: 'description',
  },
  products: {
    list: (query) => api.ProcurementAPI.getProcurementProducts(query),
    create: () => api.ProcurementAPI.postProcurementProducts(line as never),
    read: (id) => api.ProcurementAPI.getProcurementProductsById(id),
    change: (id, patch) => api.ProcurementAPI.patchProcurementProductsById(id, patch),
    remove: (id) => api.ProcurementAPI.deleteProcurementProductsById(id),
    field: 'description',
  },
  notes: {
    list: (query) => api.SalesAPI.getSalesOpportunitiesByParentIdNotes(120, query),
    create: () => api.SalesAPI.postSalesOpportunitiesByParentIdNotes(120, { text: 'x' } as never),
    read: (id) => api.SalesAPI.getSalesOpportunitiesByParentIdNotesById(id, 120),
    change: (id, patch) => api.SalesAPI.patchSalesOpportunitiesByParentIdNotesById(id, 120, patch),
    remove: (id) => api.SalesAPI.deleteSalesOpportunitiesByParentIdNotesById(id, 120),
    field: 'text',
  },
});

it.each(['companies', 'contacts', 'opportunities', 'catalog', 'products', 'notes'])(
  'creates, reads, finds, pages through, patches and deletes %s',
  async (name) => {
    const { list, create, read, change, remove, field } = calls()[name] as Calls;
    const made = (await create()) as { id: number };
    expect(((await read(made.id)) as { id: number }).id).toBe(made.id);
    await change(made.id, [{ op: 'replace', path: field, value: 'Changed by the client' }] as never);
    const found = (await list({ conditions: `${field}="Changed by the client"` })) as Record<string, unknown>[];
    expect(found).toMatchObject([{ id: made.id, [field]: 'Changed by the client' }]);
    const pages = (await api.paginate(list, { startPage: 1, pageSize: 500 }, {})) as { id: number }[];
    expect(pages.filter(({ id }) => id === made.id)).toHaveLength(1);
    await remove(made.id);
    const left = (await list({ conditions: `id=${made.id}` })) as { deletedFlag?: boolean }[];
    expect(left.map((row) => row.deletedFlag)).toEqual(name === 'companies' ? [true] : []);
  },
);
