import { type CrmFixture, createCrmFixture } from '../../../../test/support/crm-fixture.ts';
import type { Problem } from '../../../platform/errors.ts';

interface Answer {
  product: {
    id: string;
    kind: string;
    version: number;
    bundleLines: { quantity: string; product: { name: string } }[];
  } | null;
  problems: Problem[];
}

describe('products and bundles', () => {
  let fixture: CrmFixture;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());

  const fields =
    'product { id kind version bundleLines { quantity product { name } } } problems { code field message }';
  const create = async (input: object) => {
    const whole = { kind: 'PRODUCT', price: '10', cost: '5', ...input };
    const query = `mutation ($input: ProductInput!) { answer: createProduct(input: $input) { ${fields} } }`;
    return (await fixture.ask<{ answer: Answer }>(query, { input: whole })).answer;
  };
  const update = async (id: string, input: object) => {
    const query = `mutation ($id: ID!, $input: ProductInput!) { answer: updateProduct(id: $id, input: $input) { ${fields} } }`;
    return (await fixture.ask<{ answer: Answer }>(query, { id, input })).answer;
  };
  const made = async (input: object) => (await create(input)).product!.id;

  it('makes a bundle of products with quantities and changes what it holds', async () => {
    const desk = await made({ name: 'Desk phone' });
    const seat = await made({ name: 'Phone seat' });
    const lines = [
      { productId: desk, quantity: '1' },
      { productId: seat, quantity: '2.5' },
    ];
    const bundle = await create({ name: 'Phone bundle', kind: 'BUNDLE', bundleLines: lines });
    expect(bundle.product?.bundleLines).toEqual([
      { quantity: '1', product: { name: 'Desk phone' } },
      { quantity: '2.5', product: { name: 'Phone seat' } },
    ]);
    const input = { name: 'Phone bundle', kind: 'BUNDLE', price: '10', cost: '5' };
    const kept = await update(bundle.product!.id, input);
    expect(kept.product).toMatchObject({ version: 2, bundleLines: [{}, {}] });
    const fewer = await update(bundle.product!.id, { ...input, bundleLines: [lines[1]] });
    expect(fewer.product).toMatchObject({ version: 3, bundleLines: [{ product: { name: 'Phone seat' } }] });
    const plain = await update(bundle.product!.id, { ...input, kind: 'PRODUCT', bundleLines: [] });
    expect(plain.product).toMatchObject({ kind: 'PRODUCT', bundleLines: [] });
  });

  it('refuses a bundle that holds itself, directly or through others', async () => {
    const leaf = await made({ name: 'Leaf' });
    const inner = await made({ name: 'Inner', kind: 'BUNDLE', bundleLines: [{ productId: leaf, quantity: '1' }] });
    const outer = await made({ name: 'Outer', kind: 'BUNDLE', bundleLines: [{ productId: inner, quantity: '1' }] });
    const input = { name: 'Inner', kind: 'BUNDLE', price: '1', cost: '1' };
    const lines = [
      { productId: leaf, quantity: '1' },
      { productId: outer, quantity: '1' },
    ];
    expect((await update(inner, { ...input, bundleLines: lines })).problems).toEqual([
      {
        code: 'bundle_circle',
        field: 'bundleLines.1.productId',
        message: '"Outer" holds this bundle already, so it cannot be put into it. Remove this line.',
      },
    ]);
    const self = await update(inner, { ...input, bundleLines: [{ productId: inner, quantity: '1' }] });
    expect(self.problems).toMatchObject([{ code: 'bundle_circle', field: 'bundleLines.0.productId' }]);
  });

  it('holds to these rules in the database, whoever writes', async () => {
    const leaf = await made({ name: 'DB leaf' });
    const inner = await made({ name: 'DB inner', kind: 'BUNDLE', bundleLines: [{ productId: leaf, quantity: '1' }] });
    const outer = await made({ name: 'DB outer', kind: 'BUNDLE', bundleLines: [{ productId: inner, quantity: '1' }] });
    const add = (bundleId: string, productId: string) =>
      fixture.in((tx) =>
        tx.query('insert into bundle_line (bundle_id, product_id, quantity, position) values ($1, $2, 1, 9)', [
          bundleId,
          productId,
        ]),
      );
    await expect(add(inner, outer)).rejects.toMatchObject({ constraint: 'bundle_line_no_circle' });
    await expect(add(leaf, inner)).rejects.toMatchObject({ constraint: 'bundle_line_of_bundle' });
    const toProduct = fixture.in((tx) => tx.query(`update product set kind = 'product' where id = $1`, [inner]));
    await expect(toProduct).rejects.toMatchObject({ constraint: 'bundle_line_of_bundle' });
  });

  it('lets only one of two changes through that would close a circle together', async () => {
    const leaf = await made({ name: 'Race leaf' });
    const bundle = (name: string) => made({ name, kind: 'BUNDLE', bundleLines: [{ productId: leaf, quantity: '1' }] });
    const [a, b] = [await bundle('Race A'), await bundle('Race B')];
    const into = (id: string, productId: string, name: string) =>
      update(id, { name, kind: 'BUNDLE', price: '1', cost: '1', bundleLines: [{ productId, quantity: '1' }] });
    const answers = await Promise.all([into(a, b, 'Race A'), into(b, a, 'Race B')]);
    expect(answers.map((x) => x.problems[0]?.code ?? 'ok').sort()).toEqual(['bundle_circle', 'ok']);
  });

  it('refuses a name that another product has, and products that are not there', async () => {
    await made({ name: 'Unique' });
    expect((await create({ name: 'UNIQUE' })).problems).toMatchObject([
      { code: 'name_taken', field: 'name', message: 'There is a product "Unique" already. Choose another name.' },
    ]);
    const productId = '00000000-0000-7000-8000-000000000000';
    const bundle = await create({ name: 'Hollow', kind: 'BUNDLE', bundleLines: [{ productId, quantity: '1' }] });
    expect(bundle.problems).toMatchObject([{ code: 'not_found', field: 'bundleLines.0.productId' }]);
  });

  it('gives each tax region a taxable and a non-taxable category', async () => {
    const id = await fixture.in((tx) => fixture.crm.taxRegions.create(tx, { name: 'Florida', taxableRate: '7.25' }));
    await fixture.in((tx) => fixture.crm.taxRegions.update(tx, id, { name: 'Florida', taxableRate: '6', version: 1 }));
    const { taxRegions } = await fixture.ask<{ taxRegions: object[] }>(
      '{ taxRegions { name version categories { name rate } } }',
    );
    expect(taxRegions).toEqual([
      {
        name: 'Florida',
        version: 2,
        categories: [
          { name: 'Taxable', rate: '6' },
          { name: 'Non-taxable', rate: '0' },
        ],
      },
    ]);
    const taken = fixture.in((tx) => fixture.crm.taxRegions.create(tx, { name: 'FLORIDA', taxableRate: '1' }));
    await expect(taken).rejects.toMatchObject({ problems: [{ code: 'name_taken', field: 'name' }] });
  });
});
