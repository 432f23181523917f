import { Decimal } from 'decimal.js';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { type CatalogComponent, catalogComponentWire } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { EntityLink } from '../../../links/link.ts';
import { halfwayOfBase, withHalfway } from '../../conflicts/base.rules.ts';
import { changedParts, named, type PartChange } from '../../messages/push-description.messages.ts';
import { bundleInBundle } from '../../messages/push-problem.messages.ts';
import { readNames } from '../../records/names.queries.ts';
import { idsIn, plainChanges } from '../../records/plain-values.rules.ts';
import type { ProductRow } from '../../records/product/product.fields.ts';
import { beginWriting } from '../attempt/begin-writing.ts';
import type { PartRow } from '../attempt/crm-records.queries.ts';
import { patchAsRead } from '../attempt/patch-once.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

interface BundleContent {
  products: readonly ProductRow[];
  parts: readonly PartRow[];
}

interface WantedPart {
  item: number;
  productId: Id;
  name: string;
  quantity: string;
  position: number;
}

/**
 * Makes the components of a bundle's catalog item those of the bundle: what is gone is removed, what changed is changed, what is missing is added. One
 * whose parts were not edited here since both sides agreed on them is left as it is: ConnectWise may know better.
 */
export async function ensureParts(
  attempt: PushAttempt,
  bundle: ProductRow,
  items: Readonly<Record<Id, number>>,
  { products, parts }: BundleContent,
): Promise<void> {
  const bundleItem = items[bundle.id];
  const known = bundleItem === undefined ? null : await attempt.links.of('product', bundle.id);
  if (bundleItem === undefined || !known) return;
  const wanted = wantedParts(bundle, items, { products, parts });
  await attempt.hold('product', bundle.id, named(attempt.record('product').words.local, bundle.name));
  // As it stands now that nobody else writes it: the bundle's own push may just have ended.
  const link = (await attempt.links.of('product', bundle.id)) ?? known;
  if (!isOurs(link, wanted)) return;
  attempt.at({ entity: 'product', localId: bundle.id, name: bundle.name });
  const present = await attempt.client.find(catalogComponentWire, { parentId: bundleItem });
  if (attempt.ownerOf('product') === 'connectwise' && (await isChangedThere(attempt, link, present))) return;
  await beginWriting(attempt, link, 'bundleLines');
  const kept = new Map<number, CatalogComponent>();
  const done: PartChange[] = [];
  for (const component of present) {
    const item = component.catalogItem?.id ?? 0;
    const part = wanted.find((one) => one.item === item);
    if (part && !kept.has(item)) kept.set(item, component);
    else {
      await attempt.client.remove(catalogComponentWire, component.id, bundleItem);
      const name = component.catalogItem?.name ?? component.catalogItem?.identifier ?? String(item);
      done.push({ did: 'removed', name });
    }
  }
  // Safe to repeat without an intent: the item of a component says whether it is there, and the bundle is ours alone until the line is posted.
  const numbers = numbersOf(wanted, kept);
  for (const part of wanted) {
    const component = kept.get(part.item);
    const number = numbers.get(part.item) ?? part.position;
    if (!component) {
      await addPart(attempt, bundle, products, { ...part, position: number }, bundleItem);
      done.push({ did: 'added', name: part.name, quantity: part.quantity });
      continue;
    }
    const isOther = !new Decimal(component.quantity ?? 1).equals(part.quantity);
    const operations = [
      ...(isOther ? [{ op: 'replace' as const, path: 'quantity', value: Number(part.quantity) }] : []),
      ...((component.sequenceNumber ?? 0) === number
        ? []
        : [{ op: 'replace' as const, path: 'sequenceNumber', value: number }]),
    ];
    const at = { wire: catalogComponentWire, id: component.id, parentId: bundleItem, remote: component };
    if (operations.length > 0) await patchAsRead(attempt.client, { ...at, operations });
    if (isOther) done.push({ did: 'changed', name: part.name, quantity: part.quantity });
  }
  await learn(attempt, bundle, link, wanted, present.length > 0 ? done : []);
}

/** The place of each part, so that they stand there in the order that they have here; those that are there keep theirs where that is so anyway. */
function numbersOf(wanted: readonly WantedPart[], kept: ReadonlyMap<number, CatalogComponent>): Map<number, number> {
  const inOrder = [...wanted].sort((a, b) => a.position - b.position);
  const now = inOrder.map(({ item, position }) => {
    const component = kept.get(item);
    return component ? (component.sequenceNumber ?? 0) : position;
  });
  const isRising = now.every((number, at) => at === 0 || number > (now[at - 1] ?? 0));
  return new Map(inOrder.map(({ item }, at) => [item, isRising ? (now[at] ?? 0) : at + 1]));
}

/** What the bundle holds, by catalog item; a part that is listed twice counts once, with the sum. */
function wantedParts(
  bundle: ProductRow,
  items: Readonly<Record<Id, number>>,
  { products, parts }: BundleContent,
): WantedPart[] {
  const wanted = new Map<number, WantedPart>();
  for (const { productId, quantity, position } of parts.filter((part) => part.bundleId === bundle.id)) {
    const item = items[productId];
    if (item === undefined) continue;
    const name = products.find((product) => product.id === productId)?.name ?? '';
    const before = wanted.get(item);
    const all = new Decimal(quantity).plus(before?.quantity ?? 0).toFixed();
    wanted.set(item, { item, productId, name, position: before?.position ?? position, quantity: all });
  }
  return [...wanted.values()];
}

/** Whether the parts here are to stand there: they differ from what both sides agreed on, were never agreed on for a bundle that we made, or
 * are there as an earlier push left them halfway. */
function isOurs({ base, origin }: EntityLink, wanted: readonly WantedPart[]): boolean {
  const agreed: unknown = base?.bundleLines;
  if (halfwayOfBase(base).includes('bundleLines')) return true;
  if (!Array.isArray(agreed)) return origin === 'pushed';
  return !isSame(inOrder(agreed), inOrder(agreedForm(wanted)));
}

/** Where both sides changed the parts and ConnectWise's stand, the next poll takes them in. So it does for a bundle that was not taken in yet. */
async function isChangedThere(
  attempt: PushAttempt,
  { base, origin, remoteHash }: EntityLink,
  present: readonly CatalogComponent[],
): Promise<boolean> {
  if (origin === 'matched' && !remoteHash) return true;
  const agreed: unknown = base?.bundleLines;
  if (!Array.isArray(agreed) || halfwayOfBase(base).includes('bundleLines')) return false;
  const ids = present.map((component) => String(component.catalogItem?.id ?? 0));
  const links = await attempt.links.ofRemote('product', ids);
  const theirs = present.map(({ catalogItem, quantity }) => ({
    productId: links.get(String(catalogItem?.id ?? 0))?.localId ?? '',
    quantity: new Decimal(quantity ?? 1).toFixed(),
  }));
  return !isSame(inOrder(theirs), inOrder(agreed));
}

const agreedForm = (wanted: readonly WantedPart[]): Record<string, string>[] =>
  [...wanted]
    .sort((a, b) => a.position - b.position)
    .map(({ productId, quantity }) => ({ productId, quantity: new Decimal(quantity).toFixed() }));

const inOrder = (parts: readonly unknown[]): string[] => parts.map((part) => JSON.stringify(keysInOrder(part))).sort();

const keysInOrder = (part: unknown): unknown[] =>
  typeof part === 'object' && part !== null ? [Reflect.get(part, 'productId'), Reflect.get(part, 'quantity')] : [];

/** Both sides agree on the parts from here on. A bundle that was just made is told with its creation. */
async function learn(
  attempt: PushAttempt,
  bundle: ProductRow,
  link: EntityLink,
  wanted: readonly WantedPart[],
  done: readonly PartChange[],
): Promise<void> {
  // Without a base there is nothing yet that was agreed on; the next poll merges the two.
  const before = link.base?.bundleLines ?? null;
  const now = agreedForm(wanted);
  const names = await attempt.read((tx) => readNames(tx, [attempt.record('product')], idsIn([before, now])));
  const halfway = halfwayOfBase(link.base).filter((field) => field !== 'bundleLines');
  const agreed = link.base ? { ...link, base: { ...withHalfway(link.base, halfway), bundleLines: now } } : null;
  await attempt.commit(
    agreed,
    done.length === 0
      ? null
      : {
          operation: 'update',
          status: 'success',
          entity: 'product',
          name: bundle.name,
          localId: bundle.id,
          remoteId: link.remoteId,
          description: changedParts(bundle.name, done),
          changes: plainChanges([{ field: 'bundleLines', from: before, to: now }], names),
        },
  );
}

/** Whether a bundle may hold another one is ConnectWise's to say; when it refuses, a person is told which and what else is possible. */
async function addPart(
  attempt: PushAttempt,
  bundle: ProductRow,
  products: readonly ProductRow[],
  part: WantedPart,
  bundleItem: number,
): Promise<void> {
  const body = { catalogItem: { id: part.item }, quantity: Number(part.quantity), sequenceNumber: part.position };
  try {
    await attempt.client.create(catalogComponentWire, body, bundleItem);
  } catch (error) {
    const inner = products.find((p) => p.id === part.productId);
    if (!(error instanceof ConnectWiseError) || error.kind !== 'invalid' || inner?.kind !== 'bundle') throw error;
    throw PushRefused.of(
      'bundle_unsupported',
      bundleInBundle({ inner: inner.name, outer: bundle.name }, error.message),
    );
  }
}
