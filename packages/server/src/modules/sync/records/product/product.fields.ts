import type { ProductMap } from '@causeway/shared/forms/configuration/product-map';
import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import type { ProductTable } from '../../../../platform/database/schema.ts';
import type { ProductEntity } from '../../../crm/products/product.entity.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import { classFor, sameText, subcategoryFor, typeFor } from '../../../integration/mapping/product-map.rules.ts';
import { bundlesHaveTheirClass, noActiveOption, noSubcategoryHere } from '../../messages/not-sent.messages.ts';
import type { FieldTable, FieldValue, SyncedFieldsOf, WriteContext, Written } from '../fields/field-table.ts';
import { amount, bothWays, choice, flag, neverEmpty, onlyOnCreate } from '../fields/fields.ts';
import { line, lines } from '../text.rules.ts';
import { cut, wireLine } from '../wire-text.rules.ts';
import { catalogIdentifier } from './catalog-identifier.ts';
import { productBilling } from './product-billing.fields.ts';

/** What a product is made of stands in a table of its own. Its custom fields stay in the CRM until they have entries here. */
export type ProductFields = Omit<SyncedFieldsOf<ProductEntity>, 'customValues'> & {
  bundleLines: FieldValue;
};

/** A product as it stands in the CRM; money and quantities as decimal text. */
export type ProductRow = ProductFields & { id: string };

/** Longest description and customer description of a catalog item (§3.7). */
const MAX_SHORT = 60;
export const MAX_LONG_DESCRIPTION = 6_000;

const byNames = { by: 'productFromDraft' };

/** Product or bundle of the CRM ↔ catalog item of ConnectWise. Which property a name stands in is the admin's choice (requirements R37 to R40). */
export const productFields: FieldTable<ProductFields, CatalogItem, ProductTable> = {
  name: {
    label: 'Name',
    column: 'name',
    type: 'text',
    place: { kind: 'several', paths: ['description', 'identifier'] },
    in: byNames,
    out: neverEmpty('a catalog item has a description and an ID'),
    write: (product, { configuration: { productMap } }) => ({
      set: {
        description: shortDescription(product, productMap),
        ...identifierOf(product, productMap, 'name'),
        ...(product.description?.trim() ? {} : { customerDescription: cut(product.name, MAX_LONG_DESCRIPTION) }),
      },
      ...(product.description?.trim() ? {} : { fillsIn: { customerDescription: 'description' } }),
    }),
  },
  sku: {
    label: 'SKU',
    column: 'sku',
    type: 'text',
    place: { kind: 'several', paths: ['identifier'] },
    in: byNames,
    out: neverEmpty('the ID of a catalog item comes from it'),
    write: (product, { configuration: { productMap } }) =>
      productMap.nameTo
        ? { set: identifierOf(product, productMap, 'SKU') }
        : {
            not: 'nobody has chosen yet what the Product ID comes from (Settings, Integrations, Mapping, Products)',
            lacks: 'product_map',
          },
  },
  description: {
    label: 'Description',
    column: 'description',
    type: 'text',
    place: { kind: 'several', paths: ['customerDescription'] },
    in: { read: (item) => lines(item.customerDescription, 'customer description') },
    out: bothWays,
    write: (product, { configuration: { productMap } }) => ({
      set: {
        customerDescription: cut(product.description?.trim() || product.name, MAX_LONG_DESCRIPTION),
        ...(productMap.nameTo === 'identifier' ? { description: shortDescription(product, productMap) } : {}),
        ...identifierOf(product, productMap, 'description'),
      },
    }),
  },
  kind: {
    label: 'Kind',
    column: 'kind',
    type: 'text',
    place: { kind: 'scalar', paths: ['productClass'] },
    in: { read: (item) => (item.productClass === 'Bundle' ? 'bundle' : 'product') },
    out: onlyOnCreate('a catalog item cannot become a bundle, or stop being one'),
  },
  productClass: {
    label: 'Class',
    column: 'product_class',
    type: 'text',
    place: { kind: 'scalar', paths: ['productClass'] },
    in: { read: (item) => line(item.productClass, 'product class') },
    out: neverEmpty('every catalog item has a class'),
    // That of a bundle is given with the create.
    write: (product, { configuration }) =>
      product.kind === 'bundle'
        ? classOfBundle(product)
        : chosen(
            'productClass',
            { value: product.productClass, word: 'class' },
            classFor(product, configuration.productMap),
            (id) => id,
          ),
  },
  type: {
    label: 'Type',
    column: 'type',
    type: 'text',
    place: { kind: 'choice', paths: ['type'], list: 'product_type' },
    in: { read: (item) => line(item.type?.name, 'type') },
    out: neverEmpty('every catalog item has a type'),
    write: (product, { configuration, lists }) =>
      chosen(
        'type',
        { value: product.type, word: 'type', list: 'product_type' },
        typeFor(product.type, configuration.productMap, lists),
      ),
  },
  category: {
    label: 'Category',
    column: 'category',
    type: 'text',
    place: { kind: 'several', paths: ['subcategory'] },
    shownBy: 'category',
    in: { read: (item) => line(item.category?.name, 'category') },
    out: neverEmpty('every catalog item has a category'),
    write: writeCategory,
  },
  subcategory: {
    label: 'Subcategory',
    column: 'subcategory',
    type: 'text',
    place: { kind: 'choice', paths: ['subcategory'], list: 'subcategory' },
    in: { read: (item) => line(item.subcategory?.name, 'subcategory') },
    out: neverEmpty('every catalog item has a subcategory'),
    write: writeSubcategory,
  },
  unit: choice('Unit', 'unit', 'unitOfMeasure', 'unit'),
  // Calculated prices stand where ConnectWise calculates them (§3.7).
  price: amount('Price', 'price', 'price', (item: CatalogItem) =>
    item.calculatedPriceFlag === true ? (item.calculatedPrice ?? item.price) : item.price,
  ),
  cost: amount('Cost', 'cost', 'cost', (item: CatalogItem) =>
    item.calculatedPriceFlag === true ? (item.calculatedCost ?? item.cost) : item.cost,
  ),
  isTaxable: flag('Taxable', 'is_taxable', 'taxableFlag', { absent: true }),
  isActive: flag('Active', 'is_active', 'inactiveFlag', { inverted: true }),
  ...productBilling,
  bundleLines: {
    label: 'Parts',
    column: '',
    type: 'text',
    place: { kind: 'several', paths: [] },
    in: { by: 'draftFromCatalogItem' },
    out: bothWays,
    entriesBy: 'productId',
  },
};

/** Where the name is the Product ID, the description is free for the first line of ours. */
function shortDescription(product: Pick<ProductFields, 'name' | 'description'>, { nameTo }: ProductMap): string {
  const firstLine = wireLine(product.description?.trim().split('\n')[0]);
  return cut((nameTo === 'identifier' ? firstLine : undefined) ?? wireLine(product.name) ?? '', MAX_SHORT);
}

/** The Product ID, where it comes from this field, once it was chosen what it comes from. An emptied source leaves it as it is. */
function identifierOf(product: ProductFields, map: ProductMap, field: 'name' | 'SKU' | 'description') {
  const { identifier, word } = catalogIdentifier(product, map);
  return map.nameTo && identifier && word === field ? { identifier } : {};
}

const classOfBundle = ({ productClass }: ProductFields): Written =>
  productClass && !sameText(productClass, 'Bundle') ? { not: bundlesHaveTheirClass() } : { set: {} };

/** A catalog item has the category of its subcategory: another one here goes out only where ConnectWise has it. */
function writeCategory(product: ProductFields, context: WriteContext): Written {
  const { category } = product;
  const { configuration, lists } = context;
  const known = lists.category ?? [];
  const isThere = (name: string) => known.some(({ label, isActive }) => isActive && sameText(label, name));
  if (category && configuration.productMap.standard && known.length > 0 && !isThere(category))
    return { not: noActiveOption('category', category), lacks: 'category' };
  return writeSubcategory(product, context);
}

function writeSubcategory(product: ProductFields, { configuration, lists }: WriteContext): Written {
  const value = [product.category, product.subcategory].filter(Boolean).join(' / ');
  const option = subcategoryFor(product, configuration.productMap, lists);
  const written = chosen('subcategory', { value, word: 'subcategory', list: 'subcategory' }, option);
  if (value && !product.subcategory && isDefault(option)) return { not: noSubcategoryHere() };
  return option.rule === 'only_one' && 'set' in written
    ? { ...written, fillsIn: { subcategory: 'subcategory' } }
    : written;
}

const isDefault = ({ rule }: ReturnType<typeof typeFor>) =>
  rule === 'standard_default' || rule === 'connectwise_default';

/**
 * The option that a value is mapped to, or why there is none. A default is no answer to a value that was set: it would take the place of what stands
 * in ConnectWise. New items are completed with it (`product-to-catalog-item.ts`).
 */
function chosen(
  path: string,
  { value, word, list }: { value: string | null; word: string; list?: Lacking },
  option: ReturnType<typeof typeFor>,
  written: (id: string) => unknown = (id) => ({ id: Number(id) }),
): Written {
  // A class is one of the map's alone: ConnectWise has no list of them.
  const lacks: { lacks: Lacking } = { lacks: list ?? 'product_map' };
  if (option.rule === 'none') return { not: option.reason.replace(/\.$/, ''), ...lacks };
  if (!isDefault(option)) return { set: { [path]: written(option.remoteId) } };
  return value ? { not: noActiveOption(word, value), ...lacks } : { set: {} };
}
