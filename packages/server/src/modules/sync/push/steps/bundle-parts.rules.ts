import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Decimal } from 'decimal.js';
import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { CatalogComponent } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import { isSame } from '../../../../platform/is-same.ts';
import { type Base, halfwayIn } from '../../conflicts/base.rules.ts';
import { isList } from '../../conflicts/merge.rules.ts';
import { type ListEntry, type MergedList, mergeLists } from '../../conflicts/merge-lists.rules.ts';
import type { PartChange } from '../../messages/push-description.messages.ts';

export interface WantedPart {
  item: number;
  productId: Id;
  name: string;
  quantity: string;
  position: number;
}

export interface PartsPlan {
  removed: readonly CatalogComponent[];
  patched: readonly { component: CatalogComponent; operations: readonly PatchOperation[] }[];
  added: readonly WantedPart[];
  done: readonly PartChange[];
  /** What both sides agree on afterwards. */
  agreed: readonly ListEntry[];
  /** ConnectWise has other parts as well, which are not here. */
  hasOthers: boolean;
  /** Both sides' parts where both had changed one. */
  contested: MergedList['contested'];
}

export interface PartsQuestion {
  base: Base | null;
  wanted: readonly WantedPart[];
  /** The components of the catalog item. */
  present: readonly CatalogComponent[];
  /** The product that stands for a catalog item here. */
  productOf: (item: number) => Id | undefined;
  owner: Owner;
}

/** What the bundle holds, as both sides agree on it. */
export const partsForm = (wanted: readonly WantedPart[]): ListEntry[] =>
  [...wanted]
    .sort((a, b) => a.position - b.position)
    .map(({ productId, quantity }) => ({ productId, quantity: new Decimal(quantity).toFixed() }));

/**
 * What makes the components of a catalog item those of the bundle: parts are merged one by one, so that one which came there since both sides agreed
 * stays, and only one that was agreed on and is gone here is removed. What an earlier attempt left halfway is nobody's edit.
 */
export function planParts({ base, wanted, present, productOf, owner }: PartsQuestion): PartsPlan {
  const there = Map.groupBy(inOrder(present), ({ catalogItem }) => keyOf(catalogItem?.id ?? 0, productOf));
  const agreed = isList(base?.bundleLines) ? base.bundleLines : [];
  const ours = partsForm(wanted);
  const theirs = withoutHalfDone(base, { agreed, ours }, sumsOf(there));
  const { merged, contested } = mergeLists('productId', { base: agreed, ours, theirs }, owner);
  const quantities = new Map(merged.map(({ productId = '', quantity = '0' }) => [productId, quantity]));
  const ofOurs = wanted.flatMap((part) => {
    const quantity = quantities.get(part.productId);
    return quantity === undefined ? [] : [{ ...part, quantity }];
  });
  const numbers = numbersOf(ofOurs, there);
  const removed: CatalogComponent[] = [];
  const patched: PartsPlan['patched'][number][] = [];
  const done: PartChange[] = [];
  for (const [productId, components] of there) {
    const quantity = quantities.get(productId);
    const name = nameOf(components, wanted, productId);
    if (quantity === undefined) {
      removed.push(...components);
      done.push({ did: 'removed', name });
      continue;
    }
    const isOther = !sumOf(components).equals(quantity);
    if (isOther) done.push({ did: 'changed', name, quantity });
    for (const { component, left } of shared(components, new Decimal(quantity))) {
      const number = component === components[0] ? numbers.get(productId) : undefined;
      const operations = [
        ...(left.equals(quantityOf(component)) ? [] : [replaced('quantity', left.toNumber())]),
        ...(number === undefined || number === (component.sequenceNumber ?? 0)
          ? []
          : [replaced('sequenceNumber', number)]),
      ];
      if (left.isZero()) removed.push(component);
      else if (operations.length > 0) patched.push({ component, operations });
    }
  }
  const added = ofOurs
    .filter(({ productId }) => !there.has(productId))
    .map((part) => ({ ...part, position: numbers.get(part.productId) ?? part.position }));
  const isNew = agreed.length === 0;
  const told = added.map(({ name, quantity }): PartChange => ({ did: 'added', name, quantity }));
  return {
    removed,
    patched,
    added,
    // A bundle that was just made is told with its creation.
    done: isNew && done.length === 0 ? [] : [...done, ...told],
    agreed: agreedAfter({ agreed, ours, merged }),
    hasOthers: !isSame(sorted(merged), sorted(ours)),
    contested,
  };
}

/** Whether ConnectWise has other parts than both sides agreed on, or others of them. */
export function areOthers({
  base,
  present,
  productOf,
}: Pick<PartsQuestion, 'base' | 'present' | 'productOf'>): boolean {
  const agreed = isList(base?.bundleLines) ? base.bundleLines : [];
  const there = Map.groupBy(present, ({ catalogItem }) => keyOf(catalogItem?.id ?? 0, productOf));
  return !isSame(sorted(agreed), sorted(sumsOf(there)));
}

/** The product of a component, else the item as something that only ConnectWise has. */
const keyOf = (item: number, productOf: PartsQuestion['productOf']): string => productOf(item) ?? `item ${item}`;

const inOrder = (components: readonly CatalogComponent[]): CatalogComponent[] =>
  [...components].sort((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0) || a.id - b.id);

const quantityOf = ({ quantity }: CatalogComponent): Decimal => new Decimal(quantity ?? 1);

const sumOf = (components: readonly CatalogComponent[]): Decimal =>
  components.reduce((sum, component) => sum.plus(quantityOf(component)), new Decimal(0));

/** A part that is listed several times counts as one, with the sum. */
const sumsOf = (there: ReadonlyMap<string, readonly CatalogComponent[]>): ListEntry[] =>
  [...there].map(([productId, components]) => ({ productId, quantity: sumOf(components).toFixed() }));

function withoutHalfDone(
  base: Base | null,
  { agreed, ours }: { agreed: readonly ListEntry[]; ours: readonly ListEntry[] },
  theirs: readonly ListEntry[],
): readonly ListEntry[] {
  const begun = halfwayIn(base).bundleLines;
  if (!begun) return theirs;
  const writing = new Set([...begun, ...[...agreed, ...ours].map(({ productId }) => productId)]);
  return [...agreed, ...theirs.filter(({ productId }) => !writing.has(productId))];
}

/** Shares a quantity out over the components of one item: more goes to the first, less is taken from the last ones. */
function shared(
  components: readonly CatalogComponent[],
  quantity: Decimal,
): { component: CatalogComponent; left: Decimal }[] {
  let more = quantity.minus(sumOf(components));
  const fromLast = [...components].reverse().map((component) => {
    const taken = more.isNegative() ? Decimal.min(more.negated(), quantityOf(component)) : new Decimal(0);
    more = more.plus(taken);
    return { component, left: quantityOf(component).minus(taken) };
  });
  return fromLast
    .reverse()
    .map((one, at) => (at === 0 && more.isPositive() ? { ...one, left: one.left.plus(more) } : one));
}

/** What ConnectWise has of its own stays to come in: of that nothing is agreed on yet. */
function agreedAfter({
  agreed,
  ours,
  merged,
}: Record<'agreed' | 'ours' | 'merged', readonly ListEntry[]>): ListEntry[] {
  const find = (list: readonly ListEntry[], key: string | undefined) => list.find(({ productId }) => productId === key);
  const keys = new Set([...ours, ...merged, ...agreed].map(({ productId }) => productId));
  return [...keys].flatMap((key): ListEntry[] => {
    const here = find(ours, key);
    const entry = isSame(here, find(merged, key)) ? here : find(agreed, key);
    return entry ? [entry] : [];
  });
}

const nameOf = ([one]: readonly CatalogComponent[], wanted: readonly WantedPart[], productId: string): string =>
  wanted.find((part) => part.productId === productId)?.name ??
  one?.catalogItem?.name ??
  one?.catalogItem?.identifier ??
  String(one?.catalogItem?.id ?? '');

/** The place of each part, so that they stand there in the order that they have here; those that are there keep theirs where that is so anyway. */
function numbersOf(
  wanted: readonly WantedPart[],
  there: ReadonlyMap<string, readonly CatalogComponent[]>,
): Map<string, number> {
  const parts = [...wanted].sort((a, b) => a.position - b.position);
  const now = parts.map(({ productId, position }) => {
    const [component] = there.get(productId) ?? [];
    return component ? (component.sequenceNumber ?? 0) : position;
  });
  const isRising = now.every((number, at) => at === 0 || number > (now[at - 1] ?? 0));
  return new Map(parts.map(({ productId }, at) => [productId, isRising ? (now[at] ?? 0) : at + 1]));
}

const replaced = (path: string, value: number): PatchOperation => ({ op: 'replace', path, value });

/** Whatever their order. */
export const sorted = (parts: readonly ListEntry[]): string[] =>
  parts.map(({ productId, quantity }) => JSON.stringify([productId, quantity])).sort();
