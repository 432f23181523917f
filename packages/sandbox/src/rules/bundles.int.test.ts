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
const item = async (identifier: string, more: object = {}) =>
  (
    await call('POST', '/procurement/catalog', {
      identifier,
      description: identifier,
      customerDescription: identifier,
      subcategory: { id: 6 },
      type: { id: 1 },
      taxableFlag: true,
      ...more,
    })
  ).body.id as number;
const bundle = (identifier: string, more: object = {}) =>
  item(identifier, { productClass: 'Bundle', calculatedPriceFlag: true, calculatedCostFlag: true, ...more });
const put = (parent: number, part: number, quantity: number, more: object = {}) =>
  call('POST', `/procurement/catalog/${parent}/components`, { catalogItem: { id: part }, quantity, ...more });
const line = async (catalogItem: number, more: object = {}) => {
  const body = { catalogItem: { id: catalogItem }, opportunity: { id: 1 }, billableOption: 'Billable', ...more };
  return (await call('POST', '/procurement/products', body)).body;
};
const lines = async (): Promise<Record<string, never>[]> =>
  (await call('GET', '/procurement/products?conditions=opportunity/id=1&orderBy=sequenceNumber asc')).body;
const shown = async () =>
  (await lines()).map((row: { catalogItem?: { identifier: string } } & Record<string, unknown>) => [
    row.catalogItem?.identifier,
    row.sequenceNumber,
    row.quantity,
    row.extPrice,
  ]);
const forecast = async () => (await call('GET', '/sales/opportunities/1/forecast')).body;
const priceOf = async (id: number) => (await call('GET', `/procurement/catalog/${id}`)).body.price;

it('sums up bundles within bundles, and follows a part whose price moves', async () => {
  const screw = await item('SCREW', { price: 2, cost: 1 });
  const inner = await bundle('INNER');
  const outer = await bundle('OUTER');
  await put(inner, screw, 10);
  await put(outer, inner, 3);
  await put(outer, screw, 5, { price: 1.5 });
  expect([await priceOf(inner), await priceOf(outer)]).toEqual([20, 67.5]);
  await call('PATCH', `/procurement/catalog/${screw}`, replace('price', 4));
  // Ten screws in the inner one; the five outer ones have a price of their own.
  expect([await priceOf(inner), await priceOf(outer)]).toEqual([40, 127.5]);
  const parts = (await call('GET', `/procurement/catalog/${outer}/components`)).body;
  await call('DELETE', `/procurement/catalog/${outer}/components/${parts[1].id}`);
  expect(await priceOf(outer)).toBe(120);
});

it('refuses a bundle that would contain itself, directly or by way of another', async () => {
  const inner = await bundle('INNER');
  const outer = await bundle('OUTER');
  await put(outer, inner, 1);
  expect((await put(outer, outer, 1)).body.errors[0].message).toBe('A bundle cannot contain itself.');
  expect((await put(inner, outer, 1)).body.errors[0]).toMatchObject({
    message: 'A bundle cannot contain a bundle that contains it.',
    field: 'catalogItem',
  });
});

it('adds the lines of a bundle within a bundle, and counts their revenue once', async () => {
  const screw = await item('SCREW', { price: 2, cost: 1 });
  const inner = await bundle('INNER');
  const outer = await bundle('OUTER');
  await put(inner, screw, 10);
  await put(outer, inner, 3);
  await line(outer, { quantity: 2 });
  expect(await shown()).toEqual([
    ['OUTER', 1, 2, 0],
    ['INNER', 1.01, 6, 0],
    ['SCREW', 1.0101, 60, 120],
  ]);
  expect((await forecast()).forecastRevenueTotals).toMatchObject({ revenue: 120, cost: 60, margin: 60 });
});

it('leaves the parts of a bundle with a price of its own unpriced', async () => {
  const screw = await item('SCREW', { price: 2, cost: 1 });
  const kit = await item('KIT', { productClass: 'Bundle', price: 50, cost: 20 });
  await put(kit, screw, 10);
  await line(kit);
  expect((await shown()).map((row) => row[3])).toEqual([50, 0]);
  expect((await forecast()).forecastRevenueTotals.revenue).toBe(50);
});

it('adds no lines when addComponentsFlag says so', async () => {
  await line(34, { addComponentsFlag: false });
  expect(await shown()).toEqual([['BUNDLE', 1, 1, 0]]);
});

it('keeps a component and its line in step, whichever is changed', async () => {
  const top = await line(34);
  const components = `/procurement/products/${top.id}/components`;
  const [first] = (await call('GET', components)).body;
  await call('PATCH', `${components}/${first.id}`, [
    { op: 'replace', path: 'price', value: 70 },
    { op: 'replace', path: 'quantity', value: 3 },
  ]);
  const product = (await call('GET', `/procurement/products/${first.productItem.id}`)).body;
  expect(product).toMatchObject({ price: 70, quantity: 3, extPrice: 210 });
  await call('PATCH', `/procurement/products/${product.id}`, replace('price', 80));
  expect((await call('GET', `${components}/${first.id}`)).body.price).toBe(80);
  expect((await forecast()).forecastRevenueTotals.revenue).toBe(240 + 200);
});

it('answers POST of a product component with an array, and removes the line with the component', async () => {
  const top = await line(34);
  const components = `/procurement/products/${top.id}/components`;
  const added = await call('POST', components, { catalogItem: { id: 30 }, quantity: 1 });
  expect([added.status, added.body.length, added.body[0].catalogItem.identifier]).toEqual([201, 1, 'INVENTORY']);
  expect(await lines()).toHaveLength(5);
  await call('DELETE', `${components}/${added.body[0].id}`);
  expect(await lines()).toHaveLength(4);
  await call('DELETE', `/procurement/products/${top.id}`);
  expect(await lines()).toEqual([]);
  expect((await forecast()).forecastItems ?? []).toEqual([]);
});

it('moves a line with its forecast and tax to another opportunity', async () => {
  const { id } = await line(31);
  await call('PATCH', `/procurement/products/${id}`, replace('opportunity', { id: 3 }));
  const totals = async (opportunity: number) => {
    const { body } = await call('GET', `/sales/opportunities/${opportunity}/forecast`);
    return [body.forecastRevenueTotals.revenue, body.salesTaxRevenue];
  };
  expect([await totals(1), await totals(3)]).toEqual([
    [0, 0],
    [100, 8],
  ]);
});

it('copies a bundle with its components, under an identifier and a GUID of its own', async () => {
  const copy = (await call('POST', '/procurement/catalog/34/copy')).body;
  const original = (await call('GET', '/procurement/catalog/34')).body;
  expect([copy.identifier, copy.price]).toEqual(['BUNDLE-1', 300]);
  expect(copy.connectWiseID).not.toBe(original.connectWiseID);
  expect((await call('GET', `/procurement/catalog/${copy.id}/components`)).body).toHaveLength(3);
});

it('refuses to change or remove a line that is on an invoice or sales order', async () => {
  const { id } = await line(31);
  sandbox.store.insertRaw('invoices', { id: 1, name: 'INV-1' });
  sandbox.store.patchRaw('products', id, { invoice: { id: 1 } });
  expect((await call('PATCH', `/procurement/products/${id}`, replace('price', 1))).status).toBe(409);
  expect((await call('DELETE', `/procurement/products/${id}`)).status).toBe(409);
});
