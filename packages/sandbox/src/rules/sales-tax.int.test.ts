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
const taxCode = async (more: object) => {
  const body = { identifier: 'T1', description: 'Test', invoiceCaption: 'Tax', effectiveDate: '2020-01-01', ...more };
  const reply = await call('POST', '/finance/taxCodes', body);
  expect(reply.status).toBe(201);
  await call('PATCH', '/sales/opportunities/1', replace('taxCode', { id: reply.body.id }));
  return reply.body.id as number;
};
const line = (catalogItem: number, more: object = {}) =>
  call('POST', '/procurement/products', {
    catalogItem: { id: catalogItem },
    opportunity: { id: 1 },
    billableOption: 'Billable',
    taxableFlag: true,
    ...more,
  });
const tax = async () => (await call('GET', '/sales/opportunities/1')).body.totalSalesTax;
const level = (name: string, rate: number, more: object = {}) => ({
  [`level${name}Rate`]: rate,
  [`level${name}RateType`]: 'Percent',
  [`level${name}ProductsFlag`]: true,
  ...more,
});

it.each([
  ['one level', level('One', 0.07), 70],
  ['levels added up', { ...level('One', 0.07), ...level('Six', 0.02) }, 90],
  [
    'a level that is not for products',
    { ...level('One', 0.07), ...level('Two', 0.02, { levelTwoProductsFlag: false }) },
    70,
  ],
  ['a cap', level('One', 0.07, { levelOneTaxableMax: 400 }), 28],
  ['a fixed amount', level('One', 5, { levelOneRateType: 'Amount' }), 5],
  [
    'a level on the part of each unit between two amounts',
    level('One', 0.1, {
      levelOneApplySingleUnitFlag: true,
      levelOneApplySingleUnitMin: 200,
      levelOneApplySingleUnitMax: 400,
    }),
    40,
  ],
  ['no level', {}, 0],
])('taxes by %s', async (_name, fields, expected) => {
  await taxCode(fields);
  await line(31, { price: 500, quantity: 2 });
  expect(await tax()).toBe(expected);
  expect((await call('GET', '/sales/opportunities/1/forecast')).body).toMatchObject({
    salesTaxRevenue: expected,
    forecastTotalWithTaxes: 1_000 + expected,
  });
});

it('leaves out lines that are not taxable, are cancelled, or are of an exempt type', async () => {
  const code = await taxCode({ ...level('One', 0.1), ...level('Two', 0.05) });
  await line(31, { price: 100, taxableFlag: false });
  const { body: cancelled } = await line(31, { price: 100 });
  await call('PATCH', `/procurement/products/${cancelled.id}`, replace('cancelledFlag', true));
  await line(32, { price: 100 });
  expect(await tax()).toBe(15);
  // Type 3 stays taxed on level 2 only.
  await call('POST', `/finance/taxCodes/${code}/productTypeExemptions`, { productType: { id: 3 }, taxableLevels: [2] });
  await line(31, { price: 10, taxableFlag: false });
  expect(await tax()).toBe(5);
});

it('exempts every product type on request', async () => {
  const code = await taxCode({ ...level('One', 0.1), addAllProductTypes: true });
  const { body } = await call('GET', `/finance/taxCodes/${code}`);
  expect(body.productTypeIds.length).toBe(sandbox.store.count('productTypes'));
  expect(body).not.toHaveProperty('addAllProductTypes');
  await line(31, { price: 100 });
  expect(await tax()).toBe(0);
});

it('shows the levels of a code as rows, and takes changes in either place', async () => {
  const code = await taxCode({ ...level('One', 0.06), ...level('Two', 0.01, { levelTwoTaxableMax: 5_000 }) });
  const rows = (await call('GET', `/finance/taxCodes/${code}/taxCodeLevels`)).body;
  expect(rows.map((row: Record<string, unknown>) => [row.taxLevel, row.taxRate, row.taxableMax])).toEqual([
    [1, 0.06, undefined],
    [2, 0.01, 5_000],
  ]);
  await call('PATCH', `/finance/taxCodes/${code}/taxCodeLevels/${rows[1].id}`, replace('taxRate', 0.02));
  await call('POST', `/finance/taxCodes/${code}/taxCodeLevels`, { taxRate: 0.03, rateType: 'Percent' });
  await call('DELETE', `/finance/taxCodes/${code}/taxCodeLevels/${rows[0].id}`);
  const { body } = await call('GET', `/finance/taxCodes/${code}`);
  expect([body.levelOneRate, body.levelTwoRate, body.levelThreeRate]).toEqual([undefined, 0.02, 0.03]);
});

it('keeps the flags of a cross reference, its list of levels and its rows in step', async () => {
  const xrefs = '/finance/taxCodes/12/taxCodeXRefs';
  const { body: made } = await call('POST', xrefs, {
    description: 'Hardware',
    levelOne: 'Taxable',
    levelThree: 'Taxable',
  });
  expect(made).toMatchObject({ taxableLevels: [1, 3], levelTwo: 'NonTaxable', taxCode: { id: 12 } });
  const { body: listed } = await call('PATCH', `${xrefs}/${made.id}`, replace('taxableLevels', [2]));
  expect([listed.levelOne, listed.levelTwo, listed.levelThree]).toEqual(['NonTaxable', 'Taxable', 'NonTaxable']);
  const levels = (await call('GET', '/finance/taxCodes/12/taxCodeLevels')).body;
  const rows = `${xrefs}/${made.id}/taxableXRefLevels`;
  const { body: row } = await call('POST', rows, { taxCodeLevel: { id: levels[0].id } });
  expect((await call('GET', `${xrefs}/${made.id}`)).body.taxableLevels).toEqual([1, 2]);
  await call('DELETE', `${rows}/${row.id}`);
  expect((await call('GET', `${xrefs}/${made.id}`)).body.taxableLevels).toEqual([2]);
  expect((await call('PATCH', `${xrefs}/${made.id}`, replace('taxableLevels', [7]))).body.errors[0].code).toBe(
    'OutOfRange',
  );
});

it('serves the light list with validity dates and six rates, and refuses what is too long or used', async () => {
  const light = (await call('GET', '/finance/taxCodes/info?conditions=identifier="OLDFL"')).body;
  expect(light[0]).toMatchObject({ cancelDate: '2018-01-01T00:00:00Z', levelOneRate: 0.065 });
  expect(light[0]).not.toHaveProperty('invoiceCaption');
  const long = await call('POST', '/finance/taxCodes', {
    identifier: 'TOO-LONG-1',
    description: 'x',
    invoiceCaption: 'x',
    effectiveDate: '2020-01-01',
  });
  expect(long.body.errors[0].message).toBe('The field identifier must be a string with a maximum length of 8.');
  expect((await call('DELETE', '/finance/taxCodes/12')).status).toBe(409);
});

it('copies a tax code with its levels', async () => {
  const copy = (await call('POST', '/finance/taxCodes/12/copy')).body;
  expect([copy.identifier, copy.levelTwoTaxableMax]).toEqual(['HILLS-1', 5_000]);
  expect((await call('GET', `/finance/taxCodes/${copy.id}/taxCodeLevels`)).body).toHaveLength(3);
});

it('takes the tax code of the site, or else of the company, for a new opportunity', async () => {
  const create = async () =>
    (
      await call('POST', '/sales/opportunities', {
        name: 'x',
        company: { id: 2 },
        contact: { id: 502 },
        primarySalesRep: { id: 2 },
        customFields: [{ id: 6, value: 'Q' }],
      })
    ).body.taxCode?.id;
  await call('PATCH', '/company/companies/2/sites/2', replace('taxCode', { id: 13 }));
  expect(await create()).toBe(13);
  await call('PATCH', '/company/companies/2/sites/2', [{ op: 'remove', path: 'taxCode' }]);
  expect(await create()).toBe(11);
});
