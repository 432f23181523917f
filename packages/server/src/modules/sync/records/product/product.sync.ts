import { FALLBACK_IDENTIFIER } from '@causeway/shared/forms/configuration/product-map';
import {
  type CatalogComponent,
  type CatalogItem,
  catalogComponentWire,
  catalogItemWire,
} from '../../../../connectwise/wire/catalog.ts';
import { standsBehindLines } from '../../messages/skip-reason.messages.ts';
import type { Draft, EntitySync, LocalTable, RemoteReader } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { byNameHere, filtering, named } from '../filtering.rules.ts';
import { bundleLinesSql, writeBundleLines } from './bundle-lines.queries.ts';
import { productFields } from './product.fields.ts';
import { productCandidates } from './product-candidates.queries.ts';
import { productComparison } from './product-comparison.ts';
import { draftFromCatalogItem, productFromDraft, unplacedInProduct } from './product-from-catalog-item.ts';
import { productScore } from './product-score.rules.ts';

const BUNDLES_AT_ONCE = 4;

const table: LocalTable = {
  name: 'product',
  columns: columnsOf(productFields),
  besides: ['bundle_line'],
  lists: { bundleLines: bundleLinesSql },
  writeLists: writeBundleLines,
};

/** A class of the CRM's as ConnectWise spells it: "Non-Inventory" is `NonInventory`. */
const classHere = {
  columns: { class: `case when t.kind = 'bundle' then 'Bundle' else t.product_class end` },
  values: (row: Readonly<Record<string, string | null>>) => named(row.class?.replace(/[^A-Za-z]/g, '')),
};

/** ConnectWise catalog item → CRM product; class Bundle → bundle with lines. */
export const productSync: EntitySync<CatalogItem> = {
  entity: 'product',
  crm: 'product',
  wire: catalogItemWire,
  fields: productFields,
  options: {
    category: { kind: 'category', word: 'category' },
    subcategory: { kind: 'subcategory', word: 'subcategory' },
    type: { kind: 'product_type', word: 'product type' },
    unitOfMeasure: { kind: 'unit', word: 'unit' },
  },
  words: { remote: 'catalog item', local: 'product', many: 'catalog items', manyLocal: 'products' },
  addresses: { here: 'products', there: null, callbacks: 'productcatalog' },
  search: {
    here: (pattern) => `select search_products(${pattern})`,
    detailHere: `concat_ws(', ', t.sku, t.price::text)`,
    there: ['identifier', 'description'],
  },
  uses: {
    used: [
      [
        'exists (select from quote_line q where q.workspace_id = t.workspace_id and q.product_id = t.id)',
        'used on a quote',
      ],
    ],
    dependents: [
      {
        entity: 'product',
        some: (stays) =>
          `select from bundle_line b where b.workspace_id = t.workspace_id and b.product_id = t.id and ${stays('b.bundle_id')}`,
      },
    ],
  },
  nameFields: ['name'],
  namedThere: { property: 'description' },
  naturalKeyOf: ({ identifier }) => ({ identifier }),
  nameOf: (item) => item.description ?? item.identifier ?? `catalog item ${item.id}`,
  ...filtering<CatalogItem>({
    named: ['identifier', 'description'],
    unfit: { properties: ['identifier'], reason: (item) => (isOurOwnItem(item) ? standsBehindLines() : null) },
    choices: {
      product_class: { there: 'productClass', here: classHere },
      type: { there: 'type', here: byNameHere('type') },
      category: { there: 'category', here: byNameHere('category') },
    },
    flags: { inactive: 'inactiveFlag' },
    here: { from: 'product t', name: 't.name', isActive: 't.is_active' },
  }),
  isDeleted: () => false,
  draft: (item, extra) => draftFromCatalogItem(item, Array.isArray(extra) ? extra : []),
  namesItsOwnKind: true,
  references: (draft) =>
    partsOf(draft).map((part) => ({
      field: 'bundleLines',
      entity: 'product',
      remoteId: part.productId ?? '',
      required: true,
      role: 'part',
    })),
  unplaced: (item, { configuration }) => unplacedInProduct(item, configuration.productMap),
  resolve: (draft, context) => ({
    ...productFromDraft(draft, context.configuration.productMap),
    bundleLines: partsOf(draft).map((part) => ({
      productId: context.localIdOf('product', part.productId ?? '') ?? '',
      quantity: part.quantity ?? '1',
    })),
  }),
  matching: {
    score: productScore,
    candidates: productCandidates,
    uniqueName: true,
    uniqueStrong: false,
    strong: { attribute: 'identifier', fields: ['sku'], word: 'SKU' },
  },
  comparison: productComparison,
  keysOf: (item, fields) => ({
    name: typeof fields.name === 'string' ? fields.name.toLowerCase() : null,
    strong: typeof fields.sku === 'string' ? fields.sku.toLowerCase() : null,
    website: null,
    phone: null,
    partNumber: item.manufacturerPartNumber?.trim().toLowerCase() || null,
    withinId: null,
    // Where the name is the Product ID, an equal name is as sure as an equal SKU.
    isNameSure: !('sku' in fields) && fields.name === item.identifier?.trim(),
    isBundle: item.productClass === 'Bundle',
  }),
  table,
  needsEnrichment: (item) => item.productClass === 'Bundle',
  fetchEnrichment: fetchComponents,
  enrichmentsAtOnce: BUNDLES_AT_ONCE,
  hasBelow: `t.kind = 'bundle'`,
};

/** The item that a push makes for quote lines without a product: a product here would be sold again by itself. */
const isOurOwnItem = ({ identifier }: CatalogItem): boolean => identifier?.trim().toUpperCase() === FALLBACK_IDENTIFIER;

const partsOf = (draft: Draft) => (Array.isArray(draft.bundleLines) ? draft.bundleLines : []);

function fetchComponents(remote: RemoteReader, item: CatalogItem): Promise<CatalogComponent[]> {
  return remote.find(catalogComponentWire, { parentId: item.id });
}
