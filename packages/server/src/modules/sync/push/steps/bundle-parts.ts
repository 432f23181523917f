import { Decimal } from 'decimal.js';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { type CatalogComponent, catalogComponentWire } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { type EntityLink, UNREAD, UNSETTLED } from '../../../links/link.ts';
import { halfwayIn, halfwayOfBase, heldEditsOfBase, withHalfway } from '../../conflicts/base.rules.ts';
import { type NewConflict, recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { isList } from '../../conflicts/merge.rules.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import { changedParts, named, partsSent, tookInMeanwhile } from '../../messages/push-description.messages.ts';
import { bundleInBundle } from '../../messages/push-problem.messages.ts';
import { readNames } from '../../records/names.queries.ts';
import { idsIn, plainChanges } from '../../records/plain-values.rules.ts';
import type { ProductRow } from '../../records/product/product.fields.ts';
import { beginWriting } from '../attempt/begin-writing.ts';
import { type PartRow, readProducts } from '../attempt/crm-records.queries.ts';
import { patchAsRead } from '../attempt/patch-once.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushBusy, PushRefused } from '../attempt/push-refused.ts';
import { areOthers, type PartsPlan, partsForm, planParts, sorted, type WantedPart } from './bundle-parts.rules.ts';
import { readWithNextPoll, unread } from './newer-there.ts';

interface BundleContent {
  products: readonly ProductRow[];
  parts: readonly PartRow[];
}

/**
 * Makes the components of a bundle's catalog item those of the bundle, part by part: what was agreed on and is gone here is removed, what changed here is
 * changed, what is missing is added. What came there meanwhile stays: it comes in. One whose parts were not edited here since both sides agreed on
 * them is left as it is: ConnectWise may know better.
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
  await attempt.hold('product', bundle.id, named(attempt.record('product').words.local, bundle.name));
  // As it stands now that nobody else writes it: the bundle's own push may just have ended, or a pull have taken it in.
  const link = (await linkOfParts(attempt, bundle, parts)) ?? known;
  const wanted = wantedParts(bundle, items, { products, parts });
  const isUntouched = link.origin === 'matched' && !link.remoteHash;
  const owner = attempt.ownerOf('product');
  if (!isOurs(link, wanted) || isHeld(attempt, link, wanted) || (owner === 'connectwise' && isUntouched))
    return lookForOthers(attempt, bundle, link);
  attempt.at({ entity: 'product', localId: bundle.id, name: bundle.name });
  const present = await attempt.client.find(catalogComponentWire, { parentId: bundleItem });
  const plan = planParts({
    base: link.base,
    wanted,
    present,
    productOf: await productsOf(attempt, present, wanted),
    owner,
  });
  await beginWriting(attempt, link, 'bundleLines', writtenBy(plan, wanted));
  for (const { id } of plan.removed) await attempt.client.remove(catalogComponentWire, id, bundleItem);
  // Safe to repeat without an intent: the item of a component says whether it is there, and the bundle is ours alone until the line is posted.
  for (const { component, operations } of plan.patched)
    await patchAsRead(attempt.client, {
      ...{ wire: catalogComponentWire, id: component.id, parentId: bundleItem, remote: component },
      operations,
    });
  for (const part of plan.added) await addPart(attempt, bundle, products, part, bundleItem);
  await learn(attempt, bundle, plan);
}

/** A sale comes upon parts that no poll has seen, since no time of the item tells of them: the next one takes them in. */
async function lookForOthers(attempt: PushAttempt, { id, name }: ProductRow, link: EntityLink): Promise<void> {
  const { base, remoteId, remoteHash } = link;
  if (attempt.push.localId === id || !attempt.setup.may.pullUpdate || !isList(base?.bundleLines) || !remoteHash) return;
  const present = await attempt.client.find(catalogComponentWire, { parentId: remoteId });
  if (!areOthers({ base, present, productOf: await productsOf(attempt, present, []) })) return;
  await attempt.commit(unread(link), null, (tx) => readWithNextPoll(tx, attempt, link, name));
}

/** Throws PushBusy where a pull or a person has changed the parts since they were read: this push begins anew. */
async function linkOfParts(
  attempt: PushAttempt,
  bundle: ProductRow,
  parts: readonly PartRow[],
): Promise<EntityLink | null> {
  const own = (all: readonly PartRow[]) => all.filter(({ bundleId }) => bundleId === bundle.id);
  const { link, now } = await attempt.lookAtHeld('product', async (tx) => ({
    link: await attempt.links.ofIn(tx, 'product', bundle.id),
    now: (await readProducts(tx, [bundle.id], attempt.fieldsOf('product'))).parts,
  }));
  if (!isSame(own(now), own(parts))) throw new PushBusy(tookInMeanwhile());
  return link;
}

/** The products of the components that are there. */
async function productsOf(
  attempt: PushAttempt,
  present: readonly CatalogComponent[],
  wanted: readonly WantedPart[],
): Promise<(item: number) => Id | undefined> {
  const ids = present.map(({ catalogItem }) => String(catalogItem?.id ?? 0));
  const links = await attempt.links.ofRemote('product', ids);
  return (item) => wanted.find((part) => part.item === item)?.productId ?? links.get(String(item))?.localId;
}

/** All that this push may have written of the parts if it ends halfway. */
const writtenBy = ({ agreed }: PartsPlan, wanted: readonly WantedPart[]): string[] => [
  ...new Set([...wanted, ...agreed].flatMap(({ productId }) => productId ?? [])),
];

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
  if (!isList(agreed)) return origin === 'pushed';
  return !isSame(sorted(agreed), sorted(partsForm(wanted)));
}

/** The parts were edited under an earlier mode and stay here, unless a sale needs the bundle as it is. */
function isHeld({ push }: PushAttempt, { base }: EntityLink, wanted: readonly WantedPart[]): boolean {
  const held: unknown = heldEditsOfBase(base).bundleLines;
  return push.entity === 'product' && isList(held) && isSame(sorted(held), sorted(partsForm(wanted)));
}

/** Both sides agree on the parts from here on, but for what is to come in. */
async function learn(attempt: PushAttempt, bundle: ProductRow, plan: PartsPlan): Promise<void> {
  const { done, agreed, hasOthers, contested } = plan;
  // What a pull took in of other fields stays agreed on.
  const link = await attempt.links.of('product', bundle.id);
  if (!link) return;
  // Without a base there is nothing yet that was agreed on; the next poll merges the two.
  const before = link.base?.bundleLines ?? null;
  const names = await attempt.read((tx) => readNames(tx, [attempt.record('product')], idsIn([before, agreed])));
  const { bundleLines: _over, ...halfway } = halfwayIn(link.base);
  const kept = attempt.ownerOf('product');
  const isOverruled = contested !== null && kept === 'crm';
  // What ConnectWise's parts win comes in, and what others made of them: no time of the item tells of its parts.
  const isToCome = contested !== null && kept === 'connectwise' && attempt.setup.may.pullUpdate && link.base !== null;
  const isComing = isToCome || hasOthers;
  // What somebody there makes of them from now on, the next poll sees as well; one that is unsettled it reads anyway.
  const isLookedAt = isSettled(link) && !isComing && isWritten(plan) && attempt.setup.may.pullUpdate;
  const seen = isComing ? unread(link) : isLookedAt ? { ...link, remoteHash: UNSETTLED } : link;
  await attempt.commit(
    link.base ? { ...seen, base: { ...withHalfway(link.base, halfway), bundleLines: agreed } } : null,
    done.length === 0
      ? null
      : {
          operation: 'update',
          status: 'success',
          entity: 'product',
          name: bundle.name,
          localId: bundle.id,
          remoteId: link.remoteId,
          description: changedParts(bundle.name, done, { hasOthers, isOverruled }),
          changes: plainChanges([{ field: 'bundleLines', from: before, to: agreed }], names),
        },
    async (tx) => {
      if (isComing) await readWithNextPoll(tx, attempt, link, bundle.name);
      else if (isLookedAt) await readWithNextPoll(tx, attempt, link, bundle.name, partsSent());
      if (isOverruled || isToCome)
        await recordConflicts(tx, attempt.connectionId, 'product', [
          conflictOf(attempt, link, bundle, { ...contested, kept, isToCome }),
        ]);
    },
  );
}

const isSettled = ({ base, remoteHash }: EntityLink): boolean =>
  base !== null && remoteHash !== null && remoteHash !== UNREAD && remoteHash !== UNSETTLED;

const isWritten = ({ removed, patched, added }: PartsPlan): boolean =>
  removed.length + patched.length + added.length > 0;

function conflictOf(
  attempt: PushAttempt,
  link: EntityLink,
  { name }: ProductRow,
  found: NonNullable<PartsPlan['contested']> & Pick<NewConflict, 'kept' | 'isToCome'>,
): NewConflict {
  const conflict = { field: 'bundleLines', ...found };
  const why = whyKept({ ...attempt.record('product'), fields: attempt.fieldsOf('product') }, conflict);
  return newConflict({ link, name, record: null }, { ...conflict, why, foundBy: 'out' });
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
