import { Decimal } from 'decimal.js';
import { catalogComponentWire } from '../../../../connectwise/wire/catalog.ts';
import { type ProductItem, productComponentWire, productItemWire } from '../../../../connectwise/wire/product-item.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { editedMeanwhile } from '../../messages/push-description.messages.ts';
import { type BundleProduct, MAX_BUNDLE_DEPTH } from '../../records/quote-line/bundle-lines.rules.ts';
import { planRecurring, type RecurringFields } from '../../records/quote-line/line-recurring.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import { type BundlePart, bundleParts } from '../../records/quote-line/quote-line-to-product.ts';
import { patchOnce } from '../attempt/patch-once.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushBusy } from '../attempt/push-refused.ts';
import { inLineWords, recurringEdits } from '../line-drift/line-drift.rules.ts';

/** Products, and their catalog items by the product's ID. */
interface KnownItems {
  items: Readonly<Record<string, number>>;
  products: readonly BundleProduct[];
}

/** The tax code that lines get, null: none any more; empty where ConnectWise's own stays. */
export type LineTax = { taxCode?: { id: number } | null };

type RemotePart = BundlePart & { line: ProductItem };

/**
 * The component lines that ConnectWise added below a bundle's line, with what they cost by the catalog. Where it took inner bundles apart too, their
 * parts stand for them.
 */
export async function partsOf(
  attempt: PushAttempt,
  target: KnownItems,
  lineId: number,
  many = '1',
  depth = 0,
): Promise<RemotePart[]> {
  const components = await attempt.client.find(productComponentWire, { parentId: lineId });
  const parts: RemotePart[] = [];
  for (const component of components) {
    const line = component.productItem ? await attempt.client.get(productItemWire, component.productItem.id) : null;
    if (!line) continue;
    const quantity = new Decimal(component.quantity ?? 1).times(many).toFixed();
    const isBundle = line.productClass === 'Bundle' && depth < MAX_BUNDLE_DEPTH;
    const inner = isBundle ? await partsOf(attempt, target, line.id, quantity, depth + 1) : [];
    // An inner bundle that was taken apart is free: what is in it carries the price.
    if (inner.length > 0) await patchLine(attempt, line, { price: 0, cost: 0 }, null);
    const own = {
      line,
      quantity,
      lineId: line.id,
      listPrice: String(Math.max(0, component.price ?? 0)),
      listCost: String(Math.max(0, component.cost ?? 0)),
      ...listedRecurring(target, line),
    };
    parts.push(...(inner.length > 0 ? inner : [own]));
  }
  return parts;
}

/** By the product here, since the line holds the share of an earlier push; by the line where the product is not ours. */
function listedRecurring({ items, products }: KnownItems, line: ProductItem) {
  const product = products.find(({ id }) => items[id] !== undefined && items[id] === line.catalogItem?.id);
  return {
    listRecurringPrice: product?.recurringPrice ?? String(Math.max(0, line.recurring?.recurringRevenue ?? 0)),
    listRecurringCost: product?.recurringCost ?? String(Math.max(0, line.recurring?.recurringCost ?? 0)),
  };
}

/**
 * Whether the components below a bundle's line are others than those of its catalog item now: the bundle was changed since the line was added.
 * A line without components is one that ConnectWise does not take apart.
 */
export async function holdsOtherParts(attempt: PushAttempt, bundle: ProductItem, depth = 0): Promise<boolean> {
  if (bundle.productClass !== 'Bundle' || !bundle.catalogItem || depth > MAX_BUNDLE_DEPTH) return false;
  const present = await attempt.client.find(productComponentWire, { parentId: bundle.id });
  if (present.length === 0) return false;
  const wanted = await attempt.client.find(catalogComponentWire, { parentId: bundle.catalogItem.id });
  if (contentOf(present) !== contentOf(wanted)) return true;
  for (const { productItem } of present) {
    const line = productItem ? await attempt.client.get(productItemWire, productItem.id) : null;
    if (line && (await holdsOtherParts(attempt, line, depth + 1))) return true;
  }
  return false;
}

type Component = { catalogItem?: { id: number } | null; quantity?: number | null };

const contentOf = (components: readonly Component[]): string =>
  components
    .map(({ catalogItem, quantity }) => `${catalogItem?.id ?? 0}:${new Decimal(quantity ?? 1).toFixed()}`)
    .sort()
    .join();

/** A bundle that is to stand alone has no components, whatever ConnectWise made of the wish. */
export async function removeParts(attempt: PushAttempt, lineId: number): Promise<void> {
  for (const component of await attempt.client.find(productComponentWire, { parentId: lineId })) {
    await attempt.client.remove(productComponentWire, component.id, lineId);
    if (component.productItem) await attempt.client.remove(productItemWire, component.productItem.id);
  }
}

/** Shares what the quote's line comes to out over the components. */
export async function patchParts(
  attempt: PushAttempt,
  line: QuoteLineRow,
  parts: readonly RemotePart[],
  { billCycleId, taxOf }: { billCycleId: number | null; taxOf: (part: ProductItem) => LineTax },
): Promise<FieldChange[]> {
  const changes: FieldChange[] = [];
  for (const { lineId, fields, recurring } of bundleParts(line, parts, billCycleId)) {
    const remote = parts.find((p) => p.lineId === lineId)?.line;
    if (remote) changes.push(...(await patchLine(attempt, remote, { ...fields, ...taxOf(remote) }, recurring)));
  }
  return changes;
}

export const lineName = ({ id, description }: ProductItem): string => description ?? `line ${id}`;

/** How a line of ours stands: what it costs is its price, and it is one. */
const STANDS = { discount: 0, cancelledFlag: false };

/** Sends what differs on a line; answers what that was, under the line's name in ConnectWise. */
export async function patchLine(
  attempt: PushAttempt,
  remote: ProductItem,
  wanted: Record<string, unknown>,
  recurring: RecurringFields | null,
): Promise<FieldChange[]> {
  const own = (now: ProductItem) =>
    planPatch(
      { ...wanted, ...STANDS },
      {
        ...now,
        price: now.price ?? 0,
        cost: now.cost ?? 0,
        discount: now.discount ?? 0,
        cancelledFlag: now.cancelledFlag ?? false,
      },
    );
  const plan = (now: ProductItem) => [...own(now).operations, ...planRecurring(recurring, now)];
  if (plan(remote).length === 0) return [];
  const meanwhile = (_now: ProductItem, { isOursPerhaps }: { isOursPerhaps: boolean }) => {
    if (!isOursPerhaps) throw new PushBusy(editedMeanwhile());
  };
  const { record } = await patchOnce(attempt.client, { wire: productItemWire, id: remote.id, remote, plan, meanwhile });
  const changes = [
    ...own(remote).changes.map((change) => inLineWords(change, record)),
    ...recurringEdits(remote, record),
  ];
  return changes.map((change) => ({ ...change, field: `${lineName(remote)}: ${change.field}` }));
}
