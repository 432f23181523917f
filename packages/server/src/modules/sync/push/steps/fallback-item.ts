import { equals } from '../../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import { newCatalogItem } from '../../entities/product/product-to-catalog-item.ts';
import { type PushAttempt, sentFields } from '../push-attempt.ts';
import { PushRefused } from '../push-refused.ts';

/** The one catalog item behind all quote lines without a product: ConnectWise takes no line without an item. */
const FALLBACK_IDENTIFIER = 'CAUSEWAY-MISC';

const product = {
  id: '',
  name: 'Miscellaneous item',
  sku: FALLBACK_IDENTIFIER,
  description: 'Stands behind quote lines that have no product.',
  kind: 'product' as const,
  productClass: 'NonInventory',
  type: null,
  category: null,
  subcategory: null,
  unit: null,
  price: '0',
  cost: '0',
  isTaxable: true,
  isActive: true,
};

/** Found by its identifier, made when it is not there. It belongs to no product and has no link. */
export async function ensureFallbackItem(attempt: PushAttempt): Promise<number> {
  attempt.at({ entity: 'product', localId: null, name: product.name });
  const find = async (): Promise<CatalogItem | null> => {
    const found = await attempt.client.find(catalogItemWire, { conditions: equals('identifier', FALLBACK_IDENTIFIER) });
    return found[0] ?? null;
  };
  const known = await find();
  if (known) return known.id;
  const draft = newCatalogItem(product, FALLBACK_IDENTIFIER, attempt.setup.lists);
  if ('lacks' in draft)
    throw new PushRefused(
      'setup_missing',
      `ConnectWise has no active ${draft.lacks}, and the item behind lines without a product needs one.`,
      `Add a ${draft.lacks} in ConnectWise (System, Setup Tables), refresh the lists, then retry.`,
    );
  const made = await attempt.createOnce<CatalogItem>({
    entity: 'fallback_item',
    localId: attempt.connectionId,
    naturalKey: { identifier: FALLBACK_IDENTIFIER },
    words: `catalog item "${FALLBACK_IDENTIFIER}"`,
    find,
    match: find,
    create: () => attempt.client.create(catalogItemWire, draft.body),
    event: () => ({
      entity: 'product',
      name: product.name,
      description: `Created catalog item "${FALLBACK_IDENTIFIER}" in ConnectWise for quote lines without a product.`,
      changes: sentFields(draft.body),
    }),
  });
  return Number(made.remoteId);
}
