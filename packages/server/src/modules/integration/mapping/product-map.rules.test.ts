import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { type ProductMap, productMapSchema } from '@causeway/shared/forms/configuration/product-map';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import { mappingPairs } from '../configuration/mapping-pairs.rules.ts';
import { lineItemIdentifier, lineItemKind } from './line-item.rules.ts';
import { classFor, pulledValue, subcategoryFor, typeFor } from './product-map.rules.ts';
import { mergeProductMap, type ProductMapChange } from './product-map-change.rules.ts';
import { productMapMissing, productMapProblems } from './product-map-problems.rules.ts';

const row = (
  kind: ReferenceKind,
  remoteId: string,
  label: string,
  more: Partial<ReferenceItemRecord> = {},
): ReferenceItemRecord => ({ kind, remoteId, label, position: null, isActive: true, flags: {}, ...more });

const sub = (remoteId: string, label: string, categoryId: string, more: Partial<ReferenceItemRecord> = {}) =>
  row('subcategory', remoteId, label, { flags: { categoryId }, ...more });

const lists: ReferenceLists = {
  product_type: [
    row('product_type', '1', 'Hardware'),
    row('product_type', '2', 'Software', { flags: { defaultFlag: true } }),
    row('product_type', '3', 'Old stock', { isActive: false }),
  ],
  category: [row('category', '1', 'Hardware'), row('category', '2', 'Network'), row('category', '3', 'Services')],
  subcategory: [
    sub('11', 'Laptops', '1'),
    sub('12', 'Servers', '1'),
    sub('21', 'Switches', '2'),
    sub('22', 'Servers', '2'),
    sub('31', 'Projects', '3'),
    sub('39', 'Retired', '3', { isActive: false }),
  ],
};

const map = (more: Partial<ProductMap> = {}): ProductMap => ({ ...productMapSchema.parse({}), ...more });
const withDefaults = (defaults: Partial<ProductMap['standardDefaults']>, more: Partial<ProductMap> = {}) =>
  map({ standardDefaults: { ...map().standardDefaults, ...defaults }, ...more });

describe('R37, A12: the standard mapping', () => {
  it.each([
    ['an equal name in any case', 'hardWARE', map(), '1', 'equal_name'],
    [
      'the standard default without an equal name',
      'Licences',
      withDefaults({ productTypeId: '1' }),
      '1',
      'standard_default',
    ],
    ['the standard default without a value', null, withDefaults({ productTypeId: '1' }), '1', 'standard_default'],
    ['ConnectWise’s own default when none was chosen', 'Licences', map(), '2', 'connectwise_default'],
    ['not an inactive option, although its name is equal', 'Old stock', map(), '2', 'connectwise_default'],
    ['nothing when the chosen default is inactive', 'Licences', withDefaults({ productTypeId: '3' }), null, 'none'],
    ['nothing when the chosen default is gone', 'Licences', withDefaults({ productTypeId: '77' }), null, 'none'],
  ])('type: %s', (_words, value, chosen, remoteId, rule) =>
    expect(typeFor(value, chosen, lists)).toMatchObject({ remoteId, rule }),
  );

  it.each([
    ['equal names of both', { category: 'hardware', subcategory: 'LAPTOPS' }, map(), '11', 'equal_name'],
    ['the one in the named category', { category: 'Network', subcategory: 'Servers' }, map(), '22', 'equal_name'],
    ['a name that only one category has', { category: null, subcategory: 'Switches' }, map(), '21', 'equal_name'],
    [
      'not a name that two categories have',
      { category: null, subcategory: 'Servers' },
      withDefaults({ subcategoryId: '31' }),
      '31',
      'standard_default',
    ],
    ['the only active one of its category', { category: 'Services', subcategory: null }, map(), '31', 'only_one'],
    [
      'the standard default',
      { category: 'Bundles', subcategory: null },
      withDefaults({ subcategoryId: '21' }),
      '21',
      'standard_default',
    ],
    [
      'ConnectWise’s first of the category',
      { category: 'Network', subcategory: 'Cabling' },
      map(),
      '21',
      'connectwise_default',
    ],
  ])('subcategory: %s', (_words, product, chosen, remoteId, rule) =>
    expect(subcategoryFor(product, chosen, lists)).toMatchObject({ remoteId, rule }),
  );

  it.each([
    [
      'an equal name in any spelling',
      { kind: 'product', productClass: 'non-inventory' },
      map(),
      'NonInventory',
      'equal_name',
    ],
    [
      'the standard default',
      { kind: 'product', productClass: 'Rental' },
      withDefaults({ productClass: 'Service' }),
      'Service',
      'standard_default',
    ],
    [
      'ConnectWise’s own default',
      { kind: 'product', productClass: null },
      map(),
      'NonInventory',
      'connectwise_default',
    ],
    [
      'never Bundle for a product without parts',
      { kind: 'product', productClass: 'Bundle' },
      map(),
      'NonInventory',
      'connectwise_default',
    ],
    [
      'always Bundle for a bundle',
      { kind: 'bundle', productClass: 'Service' },
      map({ standard: false }),
      'Bundle',
      'bundle',
    ],
  ] as const)('class: %s', (_words, product, chosen, remoteId, rule) =>
    expect(classFor(product, chosen)).toMatchObject({ remoteId, rule }),
  );

  it('says which value or default lacks an option', () => {
    expect(typeFor('X', withDefaults({ productTypeId: '3' }), lists)).toMatchObject({
      reason: 'The default product type "Old stock" is inactive in ConnectWise.',
    });
    expect(typeFor('X', map(), {})).toMatchObject({ reason: 'ConnectWise has no active product type.' });
  });
});

describe('R38: the one-to-one maps', () => {
  const own = map({
    standard: false,
    types: [
      { value: 'Kit', remoteId: '1' },
      { value: 'Legacy', remoteId: '3' },
      { value: 'Lost', remoteId: '77' },
    ],
    categories: [{ value: 'Kit > Portable', category: 'Kit', subcategory: 'Portable', remoteId: '11' }],
    classes: [{ value: 'Rental', remoteId: 'Agreement' }],
  });

  it.each([
    ['what was mapped', 'kit', '1', 'mapped'],
    ['nothing for a value without a pair, although a name is equal', 'Software', null, 'none'],
    ['nothing when the option became inactive', 'Legacy', null, 'none'],
    ['nothing when the option is gone', 'Lost', null, 'none'],
    ['the default for products without a value', null, '2', 'connectwise_default'],
  ])('type: %s', (_words, value, remoteId, rule) =>
    expect(typeFor(value, own, lists)).toMatchObject({ remoteId, rule }),
  );

  it('maps category with subcategory, and class', () => {
    expect(subcategoryFor({ category: 'KIT', subcategory: 'portable' }, own, lists)).toMatchObject({
      remoteId: '11',
      label: 'Hardware > Laptops',
      rule: 'mapped',
    });
    expect(subcategoryFor({ category: 'Kit', subcategory: null }, own, lists)).toMatchObject({
      rule: 'none',
      reason: '"Kit" is not mapped to a subcategory of ConnectWise.',
    });
    expect(classFor({ kind: 'product', productClass: 'rental' }, own)).toMatchObject({ remoteId: 'Agreement' });
    expect(classFor({ kind: 'product', productClass: 'Service' }, own)).toMatchObject({ rule: 'none' });
  });

  it('names the value and the option in the reason', () =>
    expect(typeFor('Legacy', own, lists)).toMatchObject({
      reason: '"Legacy" is mapped to product type "Old stock", which is inactive in ConnectWise.',
    }));

  it('turns ConnectWise’s option into our value on a pull, and leaves names alone while the standard mapping is on', () => {
    expect(pulledValue(own.types, { id: '1', name: 'Hardware' }, own)).toBe('Kit');
    expect(pulledValue(own.types, { id: '2', name: 'Software' }, own)).toBe('Software');
    expect(pulledValue(own.types, { id: '1', name: 'Hardware' }, { ...own, standard: true })).toBe('Hardware');
  });

  it('projects every pair into the table that keeps them unique', () =>
    expect(
      mappingPairs({ ...emptyConfiguration(), productMap: own }).map((p) => [p.kind, p.localKey, p.remoteKey]),
    ).toEqual([
      ['product_type', 'kit', '1'],
      ['product_type', 'legacy', '3'],
      ['product_type', 'lost', '77'],
      ['product_category', 'kit > portable', '11'],
      ['product_class', 'rental', 'agreement'],
    ]));
});

describe('what is refused', () => {
  const before = map({ types: [{ value: 'Kit', remoteId: '1' }] });
  const problems = (input: ProductMapChange, from = before) =>
    productMapProblems({ before: from, next: mergeProductMap(from, input), input, lists });

  it.each<[string, ProductMapChange, string, string]>([
    [
      'R40: a description without a source for the Product ID',
      { nameTo: 'description' },
      'identifier_source_required',
      'productMap.identifierFrom',
    ],
    [
      'R38: an option that another value has',
      { types: [{ value: 'Other', remoteId: '1' }] },
      'mapping_taken',
      'productMap.types.0.remoteId',
    ],
    [
      'R38: one option twice in a save',
      {
        classes: [
          { value: 'A', remoteId: 'Service' },
          { value: 'B', remoteId: 'Service' },
        ],
      },
      'mapping_taken',
      'productMap.classes.1.remoteId',
    ],
    [
      'one value twice',
      {
        types: [
          { value: 'A', remoteId: '2' },
          { value: 'a', remoteId: '1' },
        ],
      },
      'duplicate_row',
      'productMap.types.1.value',
    ],
    ['an unknown option', { types: [{ value: 'A', remoteId: '99' }] }, 'unknown_option', 'productMap.types.0.remoteId'],
    [
      'an inactive option',
      { types: [{ value: 'A', remoteId: '3' }] },
      'inactive_option',
      'productMap.types.0.remoteId',
    ],
    ['a row without a value', { types: [{ value: ' ', remoteId: '2' }] }, 'required', 'productMap.types.0.value'],
    [
      'an unknown class',
      { standardDefaults: { productClass: 'Thing' } },
      'unknown_option',
      'productMap.standardDefaults.productClass',
    ],
    [
      'a default subcategory of another category',
      { standardDefaults: { categoryId: '1', subcategoryId: '21' } },
      'invalid_pair',
      'productMap.standardDefaults.subcategoryId',
    ],
    [
      'a Product ID that is too long',
      { identifiers: [{ value: 'A', remoteId: 'x'.repeat(76) }] },
      'text_too_long',
      'productMap.identifiers.0.remoteId',
    ],
    [
      'an item for lines that is too long',
      { lineItems: { shipping: 'x'.repeat(76) } },
      'text_too_long',
      'productMap.lineItems.shipping',
    ],
  ])('%s', (_words, input, code, field) =>
    expect(problems(input)).toEqual([{ code, field, message: expect.stringMatching(/\.$/) }]),
  );

  it('takes an option that was freed, or swapped, in the same save', () => {
    const change = {
      types: [
        { value: 'Kit', remoteId: null },
        { value: 'Other', remoteId: '1' },
      ],
    };
    expect(problems(change)).toEqual([]);
    expect(mergeProductMap(before, change).types).toEqual([{ value: 'Other', remoteId: '1' }]);
  });

  it('R37: keeps the pairs while they are hidden, and judges them only when they count', () => {
    const kept = map({ types: [{ value: 'Legacy', remoteId: '3' }] });
    const hidden = mergeProductMap(kept, { standard: true });
    expect(hidden.types).toEqual(kept.types);
    expect(productMapProblems({ before: hidden, next: hidden, input: null, lists })).toEqual([]);
    const shown = mergeProductMap(hidden, { standard: false });
    expect(productMapProblems({ before: shown, next: shown, input: null, lists })).toMatchObject([
      { code: 'inactive_option', field: 'productMap.types.0.remoteId' },
    ]);
  });

  it('R39: wants one choice for the name before the start', () => {
    expect(productMapMissing(map())).toMatchObject([{ code: 'required', field: 'productMap.nameTo' }]);
    expect(productMapMissing(map({ nameTo: 'identifier' }))).toEqual([]);
  });
});

describe('lines without a product', () => {
  it.each([
    ['Shipping and handling', '25', 'shipping'],
    ['Loyalty discount', '0', 'discount'],
    ['Whatever', '-10.5', 'discount'],
    ['Shipping refund', '-25', 'discount'],
    ['Site survey', '140', 'other'],
    ['Accreditation', '140', 'other'],
  ])('"%s" at %s is %s', (description, price, kind) => expect(lineItemKind({ description, price })).toBe(kind));

  it('always has an item: its own, else the general one', () => {
    const chosen = mergeProductMap(map(), { lineItems: { shipping: 'SHIP' } });
    expect(lineItemIdentifier('shipping', chosen)).toBe('SHIP');
    expect(lineItemIdentifier('discount', chosen)).toBe('CAUSEWAY-MISC');
    expect(mergeProductMap(chosen, { lineItems: { other: '', shipping: '' } }).lineItems).toEqual({
      other: 'CAUSEWAY-MISC',
      discount: null,
      shipping: null,
    });
  });
});
