import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { type ProductMap, productMapSchema } from '@causeway/shared/forms/configuration/product-map';
import { blankRow } from '../../../../../test/support/blank-row.ts';
import { billedOnce } from '../quote-line/quote-line-row.ts';
import { productFields } from './product.fields.ts';
import { draftFromCatalogItem, productFromDraft } from './product-from-catalog-item.ts';
import { catalogIdentifier, newCatalogItem, type ProductRow } from './product-to-catalog-item.ts';

const map = (more: Partial<ProductMap> = {}): ProductMap => ({ ...productMapSchema.parse({}), ...more });
const byName = map({ nameTo: 'identifier' });
const bySku = map({ nameTo: 'description', identifierFrom: 'sku' });
const byText = map({ nameTo: 'description', identifierFrom: 'description' });

const product: ProductRow = {
  ...blankRow<ProductRow>(productFields),
  id: 'p',
  name: 'Firewall 60F',
  sku: 'FW-60F',
  description: 'FORTI 60\nFor branch offices.',
  kind: 'product',
  price: '700',
  cost: '500',
  isTaxable: true,
  isActive: true,
  ...billedOnce,
  bundleLines: [],
};

const entry = (kind: 'subcategory' | 'product_type') => [
  { kind, remoteId: '1', label: 'Any', position: null, isActive: true, flags: {} },
];
const context = (productMap: ProductMap) => ({
  lists: { subcategory: entry('subcategory'), product_type: entry('product_type') },
  configuration: { ...emptyConfiguration(), productMap },
  remoteIdOf: () => undefined,
  memberIdOf: () => undefined,
  mapped: [],
});

describe('R39: the name of a product in ConnectWise', () => {
  it.each([
    ['as the Product ID', byName, 'Firewall 60F', 'FORTI 60'],
    ['as the description, with the SKU as Product ID', bySku, 'FW-60F', 'Firewall 60F'],
    ['as the description, with our description as Product ID', byText, 'FORTI 60 For branch offices.', 'Firewall 60F'],
    ['as the description while nothing is chosen', map(), 'FW-60F', 'Firewall 60F'],
  ])('goes %s', (_words, chosen, identifier, description) => {
    expect(catalogIdentifier(product, chosen).identifier).toBe(identifier);
    expect(newCatalogItem(product, 'X', context(chosen))).toMatchObject({
      body: { description, customerDescription: product.description },
    });
  });

  it.each([
    ['R40: is missing without a SKU once the SKU was chosen', bySku, undefined, 'SKU'],
    ['R40: is missing without a description once that was chosen', byText, undefined, 'description'],
    ['is the name without a SKU while nothing is chosen', map(), 'Firewall 60F', 'name'],
  ])('the Product ID %s', (_words, chosen, identifier, word) =>
    expect(catalogIdentifier({ ...product, sku: ' ', description: null }, chosen)).toEqual({ identifier, word }),
  );

  it('R38: sends the mapped Product ID of an ID that is written differently, unless the standard mapping is on', () => {
    const identifiers = [{ value: 'fw-60f', remoteId: 'FORTI60' }];
    expect(catalogIdentifier(product, { ...bySku, standard: false, identifiers }).identifier).toBe('FORTI60');
    expect(catalogIdentifier(product, { ...bySku, identifiers }).identifier).toBe('FW-60F');
  });
});

describe('a catalog item as a product', () => {
  const item = {
    id: 5,
    identifier: 'FORTI60',
    description: 'Firewall 60F',
    customerDescription: 'For branch offices.',
    type: { id: 1, name: 'Hardware' },
    category: { id: 2, name: 'Network' },
    subcategory: { id: 21, name: 'Firewalls' },
    productClass: 'Inventory',
  };
  const pulled = (chosen: ProductMap, more: object = {}) =>
    productFromDraft(draftFromCatalogItem({ ...item, ...more }), chosen);

  it.each([
    ['R39: is named by its Product ID', byName, { name: 'FORTI60', description: 'For branch offices.' }],
    [
      'R39: is named by its description',
      bySku,
      { name: 'Firewall 60F', sku: 'FORTI60', description: 'For branch offices.' },
    ],
    [
      'R40: keeps the Product ID in the field that it comes from',
      byText,
      { name: 'Firewall 60F', description: 'FORTI60' },
    ],
    [
      'R38: gets the values that were mapped to its options',
      map({
        standard: false,
        types: [{ value: 'Kit', remoteId: '1' }],
        categories: [{ value: 'Edge', category: 'Edge', subcategory: null, remoteId: '21' }],
        classes: [{ value: 'Stock', remoteId: 'Inventory' }],
        identifiers: [{ value: 'FW-60F', remoteId: 'forti60' }],
      }),
      { sku: 'FW-60F', type: 'Kit', category: 'Edge', subcategory: null, productClass: 'Stock' },
    ],
    [
      'R37: keeps ConnectWise’s names by the standard mapping',
      map(),
      { type: 'Hardware', category: 'Network', subcategory: 'Firewalls' },
    ],
  ])('%s', (_words, chosen, fields) => expect(pulled(chosen)).toMatchObject(fields));

  it('leaves our SKU alone where nothing stands for it', () => expect(pulled(byName)).not.toHaveProperty('sku'));
  it('knows no field of the draft that is ConnectWise’s alone', () =>
    expect(Object.keys(pulled(bySku))).not.toEqual(expect.arrayContaining(['typeId'])));
  it('is refused without the text that its name comes from', () => {
    expect(() => pulled(bySku, { description: ' ' })).toThrow('It has no description.');
    expect(pulled(byName, { description: null })).toMatchObject({ name: 'FORTI60' });
  });
});
