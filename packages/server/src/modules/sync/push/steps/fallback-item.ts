import { FALLBACK_IDENTIFIER } from '@causeway/shared/forms/configuration/product-map';
import { productForm } from '@causeway/shared/forms/product';
import { equals } from '../../../../connectwise/client/conditions.ts';
import { type CatalogItem, catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import { type LineItemKind, lineItemIdentifier } from '../../../integration/mapping/line-item.rules.ts';
import {
  createdLineItem,
  foundLineItem,
  itemBehindLines,
  itemBehindLinesName,
} from '../../messages/push-description.messages.ts';
import { lineItemMissing, lineKinds } from '../../messages/push-problem.messages.ts';
import { newCatalogItem } from '../../records/product/product-to-catalog-item.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { lacksOption, sentOf } from './product.step.ts';

/** As a form with nothing else in it gives a product. */
const {
  customFields: _none,
  version: _new,
  ...fields
} = productForm.parse({
  name: itemBehindLinesName,
  sku: FALLBACK_IDENTIFIER,
  description: itemBehindLines,
  kind: 'product',
  price: '0',
  cost: '0',
});
const product = { id: '', ...fields };

/**
 * The catalog items behind quote lines without a product, by what those lines are: ConnectWise takes no line without an item, and no line is
 * left out. Found by Product ID; our own one is made when it is not there, one that an admin named is not. They belong to no product and have no link.
 */
export async function ensureLineItems(
  attempt: PushAttempt,
  kinds: readonly LineItemKind[],
): Promise<Partial<Record<LineItemKind, number>>> {
  const items: Partial<Record<LineItemKind, number>> = {};
  const known = new Map<string, number>();
  for (const kind of new Set(kinds)) {
    const identifier = lineItemIdentifier(kind, attempt.setup.configuration.productMap);
    const id = known.get(identifier) ?? (await ensureLineItem(attempt, kind, identifier));
    known.set(identifier, id);
    items[kind] = id;
  }
  return items;
}

async function ensureLineItem(attempt: PushAttempt, kind: LineItemKind, identifier: string): Promise<number> {
  attempt.at({ entity: 'product', localId: null, name: identifier });
  const find = async (): Promise<CatalogItem | null> => {
    const found = await attempt.client.find(catalogItemWire, { conditions: equals('identifier', identifier) });
    return found[0] ?? null;
  };
  const known = await find();
  if (known) return known.id;
  if (identifier !== FALLBACK_IDENTIFIER)
    throw PushRefused.of('line_item_missing', lineItemMissing(identifier, lineKinds[kind]));
  return makeFallbackItem(attempt, find);
}

async function makeFallbackItem(attempt: PushAttempt, find: () => Promise<CatalogItem | null>): Promise<number> {
  // It has no values that could be mapped one to one, so the standard defaults count for it.
  const draft = newCatalogItem(product, FALLBACK_IDENTIFIER, attempt.writeContext());
  if ('lacks' in draft) throw lacksOption(lineKinds.other, draft.lacks);
  const made = await attempt.createOnce<CatalogItem>({
    entity: 'fallback_item',
    localId: attempt.connectionId,
    naturalKey: { identifier: FALLBACK_IDENTIFIER },
    words: `catalog item "${FALLBACK_IDENTIFIER}"`,
    find,
    match: find,
    create: () => attempt.client.create(catalogItemWire, draft.body),
    event: (record, how) => ({
      entity: 'product',
      name: product.name,
      description:
        how === 'created'
          ? createdLineItem(FALLBACK_IDENTIFIER, attempt.filledInWords('product', sentOf(draft), record))
          : foundLineItem(FALLBACK_IDENTIFIER),
      changes: how === 'created' ? sentFields(draft.body, record) : [],
    }),
  });
  return Number(made.remoteId);
}
