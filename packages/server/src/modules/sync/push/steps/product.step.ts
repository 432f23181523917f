import { canExpress, equals } from '../../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogComponentWire, catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSureItem } from '../../entities/product/product-match.rules.ts';
import {
  catalogIdentifier,
  LONGEST_IDENTIFIER,
  newCatalogItem,
  type ProductRow,
  productFields,
} from '../../entities/product/product-to-catalog-item.ts';
import { readPushMatch } from '../../matching/push-match.queries.ts';
import { noPushContext } from '../../matching/push-match.ts';
import { type PartRow, readProducts } from '../crm-records.queries.ts';
import { type PushAttempt, sentFields } from '../push-attempt.ts';
import { PushRefused } from '../push-refused.ts';
import { gone, usableLink } from './linked-record.ts';
import { updateLinked } from './update-linked.ts';

/** The catalog items of these products and of all that is in their bundles, by product; parts come before the bundles that hold them. */
export async function ensureProducts(attempt: PushAttempt, productIds: readonly Id[]): Promise<Record<Id, number>> {
  if (productIds.length === 0) return {};
  const { products, parts } = await attempt.read((tx) => readProducts(tx, productIds));
  const items: Record<Id, number> = {};
  for (const product of products) {
    items[product.id] = await ensureProduct(attempt, product);
    if (product.kind === 'bundle') await ensureParts(attempt, product, items, parts);
  }
  return items;
}

/** Sends a product that changed, or creates it with all that is in it. */
export async function pushProduct(attempt: PushAttempt): Promise<void> {
  const productId = attempt.push.localId;
  const { products } = await attempt.read((tx) => readProducts(tx, [productId]));
  const product = products.find((p) => p.id === productId);
  if (!product) throw gone('product');
  const link = await usableLink(attempt, 'product', product.id, `product "${product.name}"`);
  await ensureProducts(attempt, [productId]);
  if (!link) return;
  attempt.at({ entity: 'product', localId: product.id, name: product.name });
  await updateLinked<CatalogItem>(attempt, {
    wire: catalogItemWire,
    link,
    name: product.name,
    wanted: productFields(product),
    base: link.base ? productFields({ ...product, ...link.base }) : null,
  });
}

async function ensureProduct(attempt: PushAttempt, product: ProductRow): Promise<number> {
  attempt.at({ entity: 'product', localId: product.id, name: product.name });
  const link = await usableLink(attempt, 'product', product.id, `product "${product.name}"`);
  if (link) return Number(link.remoteId);
  const identifier = identifierOf(product);
  const draft = newCatalogItem(product, identifier, attempt.setup.lists);
  if ('lacks' in draft) throw lacksSetup(product, draft.lacks);
  const made = await attempt.createOnce<CatalogItem>({
    entity: 'product',
    localId: product.id,
    naturalKey: { identifier },
    words: `product "${product.name}"`,
    find: (_since, key) => findFree(attempt, product, String(key.identifier)),
    match: () => match(attempt, product, identifier),
    create: () => attempt.client.create(catalogItemWire, draft.body),
    event: (_record, how) => ({
      entity: 'product',
      name: product.name,
      description:
        how === 'created'
          ? `Created catalog item "${identifier}" in ConnectWise.`
          : `Linked product "${product.name}" to the catalog item that has its ID, "${identifier}".`,
      changes: how === 'created' ? sentFields(draft.body) : [],
    }),
  });
  return Number(made.remoteId);
}

async function match(attempt: PushAttempt, product: ProductRow, identifier: string): Promise<CatalogItem | null> {
  const item = await findFree(attempt, product, identifier);
  if (!item) return null;
  const { threshold } = attempt.setup.configuration.matching;
  const said = await attempt.read((tx) => readPushMatch(tx, attempt.connectionId, 'product', product.id, threshold));
  if (isSureItem(product, item, identifier, { ...noPushContext, ...said, threshold })) return item;
  throw new PushRefused(
    'match_needed',
    `Catalog item "${identifier}" is "${item.description ?? ''}" in ConnectWise, which does not look like product "${product.name}".`,
    'Decide in Match existing whether they are the same, or give the product another SKU. Then retry.',
  );
}

/** The identifier is unique there, so an item that has it is the product, unless another product of ours is linked to it. */
async function findFree(attempt: PushAttempt, product: ProductRow, identifier: string): Promise<CatalogItem | null> {
  const found = await attempt.client.find(catalogItemWire, { conditions: equals('identifier', identifier) });
  const item = found[0];
  if (!item) return null;
  const holder = (await attempt.linkedRemotely('product', [String(item.id)])).get(String(item.id));
  if (!holder || holder.localId === product.id) return item;
  const { products } = await attempt.read((tx) => readProducts(tx, [holder.localId]));
  throw new PushRefused(
    'identifier_taken',
    `Catalog item "${identifier}" is linked to product "${products[0]?.name ?? holder.localId}", so product "${product.name}" cannot use it too.`,
    'Give one of the two products another SKU, then retry.',
  );
}

/** Gives a bundle that has no components yet its parts. One that has some is left as it is: ConnectWise may know better. */
async function ensureParts(
  attempt: PushAttempt,
  bundle: ProductRow,
  items: Readonly<Record<Id, number>>,
  parts: readonly PartRow[],
): Promise<void> {
  const bundleItem = items[bundle.id];
  if (bundleItem === undefined) return;
  const link = await attempt.linkOf('product', bundle.id);
  if (link?.origin !== 'pushed') return;
  const present = await attempt.client.find(catalogComponentWire, { parentId: bundleItem });
  for (const part of parts.filter((p) => p.bundleId === bundle.id)) {
    const item = items[part.productId];
    if (item === undefined || present.some((c) => c.catalogItem?.id === item)) continue;
    // Safe to repeat without an intent: the item of a component says whether it is there, and the bundle is ours alone until the line is posted.
    await attempt.client.create(
      catalogComponentWire,
      { catalogItem: { id: item }, quantity: Number(part.quantity), sequenceNumber: part.position },
      bundleItem,
    );
  }
}

function identifierOf(product: ProductRow): string {
  const identifier = catalogIdentifier(product);
  if (identifier && identifier.length <= LONGEST_IDENTIFIER && canExpress(identifier)) return identifier;
  const word = product.sku ? 'SKU' : 'name';
  throw new PushRefused(
    'identifier_missing',
    `The ${word} of product "${product.name}" cannot be its ID in ConnectWise: it ${
      identifier && identifier.length > LONGEST_IDENTIFIER
        ? `is longer than ${LONGEST_IDENTIFIER} characters`
        : 'holds both kinds of quotation marks'
    }.`,
    'Give the product a shorter, plain SKU, then retry.',
  );
}

const lacksSetup = (product: ProductRow, what: string): PushRefused =>
  new PushRefused(
    'setup_missing',
    `ConnectWise has no active ${what}, and catalog item "${product.name}" needs one.`,
    `Add a ${what} in ConnectWise (System, Setup Tables), refresh the lists, then retry.`,
  );
