import { MAX_PRODUCT_ID_LENGTH, type ProductMap } from '@causeway/shared/forms/configuration/product-map';
import { canExpress, equals } from '../../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { EntityLink } from '../../../links/link.ts';
import { proposePairs, readPushMatch } from '../../matching/scoring/push-match.queries.ts';
import { noPushContext } from '../../matching/scoring/push-match.ts';
import { createdCatalogItem, linkedProduct } from '../../messages/push-description.messages.ts';
import {
  itemLacksOption,
  itemLooksOther,
  productIdMissing,
  productIdTaken,
  productIdUnfit,
  productMustBeDecided,
} from '../../messages/push-problem.messages.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { type CreateBody, fieldsOfRow } from '../../records/fields/derive.ts';
import type { ProductRow } from '../../records/product/product.fields.ts';
import { productSync } from '../../records/product/product.sync.ts';
import { alikeItems } from '../../records/product/product-lookup.rules.ts';
import { decideProduct } from '../../records/product/product-match.rules.ts';
import { catalogIdentifier, newCatalogItem } from '../../records/product/product-to-catalog-item.ts';
import type { PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';
import { readProducts } from '../attempt/crm-records.queries.ts';
import { reportExempt } from '../attempt/held-push.ts';
import { lookForOptions, readListsAnew } from '../attempt/newer-lists.ts';
import { isToMerge } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { inLabels } from '../attempt/update-sentences.rules.ts';
import { ensureParts } from './bundle-parts.ts';
import { withLineOf } from './line-problem.ts';
import { goneHere, usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { updateLinked } from './update-linked.ts';

/** Nobody decides about more items than that; the first page is enough to ask. */
const MAX_ALIKE = 200;

/** The catalog items of these products and of all that is in their bundles, by product; parts come before the bundles that hold them. */
export async function ensureProducts(attempt: PushAttempt, productIds: readonly Id[]): Promise<Record<Id, number>> {
  if (productIds.length === 0) return {};
  const { products, parts } = await attempt.read((tx) => readProducts(tx, productIds, attempt.fieldsOf('product')));
  const items: Record<Id, number> = {};
  for (const product of products) {
    items[product.id] = await ensureProduct(attempt, product);
    if (product.kind === 'bundle') await ensureParts(attempt, product, items, { products, parts });
  }
  return items;
}

/** The catalog items behind the lines of a quote: with all parts only for bundles that ConnectWise shall take apart itself. */
export async function ensureItemsOf(
  attempt: PushAttempt,
  planned: readonly PlannedLine[],
): Promise<Record<Id, number>> {
  const idsOf = (lines: readonly PlannedLine[]) => [...new Set(lines.flatMap(({ line }) => line.productId ?? []))];
  const items = await ensureProducts(attempt, idsOf(planned.filter(({ as }) => as === 'bundle')));
  for (const id of idsOf(planned)) items[id] ??= await ensureAlone(attempt, id, planned);
  return items;
}

/** A product without what is in it. */
async function ensureAlone(attempt: PushAttempt, productId: Id, planned: readonly PlannedLine[]): Promise<number> {
  const { products } = await attempt.read((tx) => readProducts(tx, [productId], attempt.fieldsOf('product')));
  const product = products.find((p) => p.id === productId);
  if (!product) throw goneHere('product');
  try {
    return await ensureProduct(attempt, product);
  } catch (error) {
    throw withLineOf(error, productId, planned);
  }
}

/** Sends a product that changed, or creates it with all that is in it. */
export async function pushProduct(attempt: PushAttempt): Promise<void> {
  const productId = attempt.push.localId;
  const { products } = await attempt.read((tx) => readProducts(tx, [productId], attempt.fieldsOf('product')));
  const product = products.find((p) => p.id === productId);
  if (!product) throw goneHere('product');
  const link = await usableLink(attempt, 'product', product.id, `product "${product.name}"`);
  await ensureProducts(attempt, [productId]);
  if (!link) return;
  attempt.at({ entity: 'product', localId: product.id, name: product.name });
  // Its parts may have been agreed on since.
  await updateProduct(attempt, product, (await attempt.links.of('product', product.id)) ?? link);
}

const updateProduct = (attempt: PushAttempt, product: ProductRow, link: EntityLink) =>
  updateLinked<CatalogItem>(attempt, {
    sync: productSync,
    wire: catalogItemWire,
    link,
    name: product.name,
    row: product,
    context: attempt.writeContext(),
    apart: ['bundleLines'],
  });

async function ensureProduct(attempt: PushAttempt, product: ProductRow): Promise<number> {
  attempt.at({ entity: 'product', localId: product.id, name: product.name });
  const link = await usableLink(attempt, 'product', product.id, `product "${product.name}"`);
  if (link) return Number(link.remoteId);
  await reportExempt(attempt, 'product', product.id);
  const map = attempt.setup.configuration.productMap;
  const identifier = identifierOf(product, map);
  const draft = newCatalogItem(product, identifier, attempt.writeContext());
  if ('lacks' in draft) {
    await readListsAnew(attempt, ['product_type', 'category', 'subcategory']);
    throw lacksOption(`product "${product.name}"`, draft.lacks);
  }
  await lookForOptions(attempt, draft.notSent);
  const made = await attempt.createOnce<CatalogItem>({
    entity: 'product',
    localId: product.id,
    local: withoutParts(fieldsOfRow(attempt.fieldsOf('product'), product)),
    body: draft.body,
    notSent: draft.notSent,
    naturalKey: { identifier },
    words: `product "${product.name}"`,
    find: (_since, key) => findFree(attempt, product, String(key.identifier)),
    match: () => match(attempt, product, identifier),
    create: () => attempt.client.create(catalogItemWire, draft.body),
    event: (record, how) => ({
      entity: 'product',
      name: product.name,
      description:
        how === 'created'
          ? createdCatalogItem(identifier, {
              notSent: inLabels(attempt.fieldsOf('product'), draft.notSent),
              filled: attempt.filledInWords('product', sentOf(draft), record),
            })
          : linkedProduct(product.name, record.identifier ?? ''),
      changes: how === 'created' ? sentFields(draft.body, record, attempt.fieldsOf('product'), undefined, product) : [],
    }),
  });
  if (isToMerge(made))
    await mergeMatched(attempt, 'product', product.id, (link) => updateProduct(attempt, product, link));
  return Number(made.remoteId);
}

/** What was sent of a new catalog item, for what of it was filled in. */
export const sentOf = ({ filled, body }: CreateBody) => ({
  filled,
  custom: { owner: 'product' as const, sent: body, held: null },
});

/** A new catalog item has no components: they are agreed on once they were added. */
function withoutParts({ bundleLines: _parts, ...others }: Fields): Fields {
  return others;
}

async function match(attempt: PushAttempt, product: ProductRow, identifier: string): Promise<CatalogItem | null> {
  const { threshold } = attempt.setup.configuration.matching;
  const said = await attempt.read((tx) => readPushMatch(tx, attempt.connectionId, 'product', product.id, threshold));
  const items = await likeItems(attempt, product, identifier);
  const decision = decideProduct(product, items, identifier, { ...noPushContext, ...said, threshold });
  switch (decision.kind) {
    case 'adopt':
      return decision.item;
    case 'create':
      return null;
    case 'ask': {
      const local = { id: product.id, name: product.name, parentId: null };
      await attempt.write((tx) => proposePairs(tx, attempt.connectionId, 'product', local, decision.pairs));
      throw mustDecide(product, identifier, decision.items);
    }
    default:
      return decision satisfies never;
  }
}

/** The item that has the identifier, and free ones that share the name or the part number; two listings. */
async function likeItems(attempt: PushAttempt, product: ProductRow, identifier: string): Promise<CatalogItem[]> {
  const holder = await findFree(attempt, product, identifier);
  const conditions = alikeItems(product, identifier);
  const found = conditions ? await attempt.client.find(catalogItemWire, { conditions, pageSize: MAX_ALIKE }) : [];
  const linked = await attempt.links.ofRemote(
    'product',
    found.map((item) => String(item.id)),
  );
  const others = found.filter((item) => item.id !== holder?.id && !linked.has(String(item.id)));
  return holder ? [holder, ...others] : others;
}

function mustDecide(product: ProductRow, identifier: string, items: readonly CatalogItem[]): PushRefused {
  const [item] = items;
  const holds = item?.identifier?.toLowerCase() === identifier.toLowerCase();
  const alike = items.map((one) => ({ name: one.description ?? '', identifier: one.identifier ?? String(one.id) }));
  return PushRefused.of(
    'match_needed',
    holds
      ? itemLooksOther(product.name, { identifier, name: item?.description ?? '' })
      : productMustBeDecided(product.name, alike),
  );
}

/** The identifier is unique there, so an item that has it is the product, unless another product of ours is linked to it. */
async function findFree(attempt: PushAttempt, product: ProductRow, identifier: string): Promise<CatalogItem | null> {
  const found = await attempt.client.find(catalogItemWire, { conditions: equals('identifier', identifier) });
  const item = found[0];
  if (!item) return null;
  const holder = (await attempt.links.ofRemote('product', [String(item.id)])).get(String(item.id));
  if (!holder || holder.localId === product.id) return item;
  const { products } = await attempt.read((tx) => readProducts(tx, [holder.localId], attempt.fieldsOf('product')));
  const linkedTo = products[0]?.name ?? holder.localId;
  const by = { item: item.description ?? identifier, id: String(item.id), linkedTo };
  throw PushRefused.of('identifier_taken', productIdTaken({ identifier, product: product.name }, by));
}

function identifierOf(product: ProductRow, map: ProductMap): string {
  const { identifier, word } = catalogIdentifier(product, map);
  if (!identifier) throw PushRefused.of('identifier_missing', productIdMissing(product.name, word));
  if (identifier.length <= MAX_PRODUCT_ID_LENGTH && canExpress(identifier)) return identifier;
  const because = identifier.length > MAX_PRODUCT_ID_LENGTH ? { longerThan: MAX_PRODUCT_ID_LENGTH } : 'quotes';
  throw PushRefused.of('identifier_missing', productIdUnfit({ product: product.name, source: word }, because));
}

/** `reason` names the value and what it is mapped to. */
export const lacksOption = (what: string, reason: string): PushRefused =>
  PushRefused.of('setup_missing', itemLacksOption(what, reason));
