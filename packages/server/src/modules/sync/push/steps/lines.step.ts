import { Decimal } from 'decimal.js';
import { equals } from '../../../../connectwise/client/conditions.ts';
import { type ProductItem, productComponentWire, productItemWire } from '../../../../connectwise/wire/product-item.ts';
import type { Id } from '../../../../platform/ids.ts';
import { lineItemKind } from '../../../integration/mapping/line-item.rules.ts';
import type { PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import { type BundlePart, bundleParts, lineFields, newLine } from '../../records/quote-line/quote-line-to-product.ts';
import type { QuoteRow } from '../attempt/crm-records.queries.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import { type PushAttempt, sentFields } from '../attempt/push-attempt.ts';
import { ensureLineItems } from './fallback-item.ts';
import { ensureItemsOf } from './product.step.ts';

export interface LinesTarget {
  opportunityId: Id;
  opportunityName: string;
  remoteOpportunityId: number;
  quote: QuoteRow | null;
  /** Its lines as they shall stand in ConnectWise, by the bundle mode. */
  planned: readonly PlannedLine[];
  /** Catalog items by product. */
  items: Readonly<Record<Id, number>>;
  /** Of the quote's region, or the default one. */
  taxCodeId: string | null;
}

/** What became of the lines. */
export interface LinesResult extends Record<string, unknown> {
  added: number;
  changed: number;
  removed: number;
  /** Of all lines that came of the quote, the components of bundles too. */
  remoteLineIds: number[];
}

/** Makes the lines of the opportunity those of the quote: by the links of an earlier push, what is missing is added, what differs changed, the rest removed. */
export async function pushLines(attempt: PushAttempt, target: LinesTarget): Promise<LinesResult> {
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  const { planned } = target;
  const present = await linesOf(attempt, target.remoteOpportunityId);
  const removed = await removeOld(attempt, target, present);
  const result: LinesResult = { added: 0, changed: 0, removed, remoteLineIds: [] };
  const itemOf = await itemsFor(attempt, target);
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  for (const one of planned) {
    const item = itemOf(one.line);
    if (item === undefined) throw new Error(`Line "${one.line.description}" has no catalog item.`);
    const done = await pushLine(attempt, target, one, item, present);
    result.remoteLineIds.push(...done.remoteLineIds);
    if (done.what !== 'same') result[done.what] += 1;
  }
  return result;
}

/**
 * The catalog item of every line: its product's, also of one that was added since the products were looked at or that a changed bundle mode
 * asks for, or that of lines without one.
 */
async function itemsFor(
  attempt: PushAttempt,
  { planned, items }: LinesTarget,
): Promise<(line: QuoteLineRow) => number | undefined> {
  const isComplete = planned.every(({ line }) => !line.productId || items[line.productId] !== undefined);
  const all = isComplete ? items : await ensureItemsOf(attempt, planned);
  const others = await ensureLineItems(
    attempt,
    planned.flatMap(({ line }) => (line.productId ? [] : [lineItemKind(line)])),
  );
  return (line) => (line.productId ? all[line.productId] : others[lineItemKind(line)]);
}

export const linesOf = (attempt: PushAttempt, remoteOpportunityId: number): Promise<ProductItem[]> =>
  attempt.client.find(productItemWire, { conditions: equals('opportunity/id', remoteOpportunityId) });

async function pushLine(
  attempt: PushAttempt,
  target: LinesTarget,
  planned: PlannedLine,
  catalogItemId: number,
  present: readonly ProductItem[],
): Promise<{ what: 'added' | 'changed' | 'same'; remoteLineIds: number[] }> {
  const { line } = planned;
  const link = await attempt.linkOf('quote_line', planned.id);
  const linked = link ? present.find((p) => String(p.id) === link.remoteId) : undefined;
  if (link && !linked) await attempt.forget([link]);
  const posted = linked ?? (await createLine(attempt, target, planned, catalogItemId, present));
  const isBundle = posted.productClass === 'Bundle';
  if (isBundle && planned.as === 'single') await removeParts(attempt, posted.id);
  const parts = isBundle && planned.as !== 'single' ? await partsOf(attempt, posted.id) : [];
  const own = await patchLine(attempt, posted, { ...lineFields(line, parts.length === 0), ...taxOf(target) });
  const changedParts = await patchParts(attempt, line, parts, taxOf(target));
  const remoteLineIds = [posted.id, ...parts.map((p) => p.lineId)];
  if (!linked) return { what: 'added', remoteLineIds };
  return { what: own || changedParts ? 'changed' : 'same', remoteLineIds };
}

async function createLine(
  attempt: PushAttempt,
  target: LinesTarget,
  { id, line, as }: PlannedLine,
  catalogItemId: number,
  present: readonly ProductItem[],
): Promise<ProductItem> {
  const { defaults } = attempt.setup;
  const place = { ...defaults, opportunityId: target.remoteOpportunityId, catalogItemId, taxCodeId: target.taxCodeId };
  const body = {
    ...newLine(line, place, as !== 'bundle'),
    integrationXRef: id,
    ...(as === 'single' ? { addComponentsFlag: false } : {}),
  };
  const find = (lines: readonly ProductItem[]) => lines.find((p) => p.integrationXRef === id) ?? null;
  const made = await attempt.createOnce<ProductItem>({
    entity: 'quote_line',
    localId: id,
    parentLocalId: target.opportunityId,
    naturalKey: { integrationXRef: id },
    words: `line "${line.description}"`,
    find: async () => find(await linesOf(attempt, target.remoteOpportunityId)),
    match: async () => find(present),
    create: () => attempt.client.create(productItemWire, body),
    event: () => ({
      entity: 'opportunity',
      name: target.opportunityName,
      description: `Added line "${line.description}", ${line.quantity} at ${body.price ?? 'the price of its parts'}.`,
      changes: sentFields(body),
    }),
  });
  const record = made.record ?? (await attempt.client.get(productItemWire, made.remoteId));
  if (!record) throw new Error(`Line ${made.remoteId} vanished right after it was made.`);
  return record;
}

type RemotePart = BundlePart & { line: ProductItem };

/** Bundles in bundles go no deeper in anybody's catalog. */
const DEEPEST = 5;

/**
 * The component lines that ConnectWise added below a bundle's line, with what they cost by the catalog. Where it took inner bundles apart too, their
 * parts stand for them.
 */
async function partsOf(attempt: PushAttempt, lineId: number, many = '1', depth = 0): Promise<RemotePart[]> {
  const components = await attempt.client.find(productComponentWire, { parentId: lineId });
  const parts: RemotePart[] = [];
  for (const component of components) {
    const line = component.productItem ? await attempt.client.get(productItemWire, component.productItem.id) : null;
    if (!line) continue;
    const quantity = new Decimal(component.quantity ?? 1).times(many).toFixed();
    const inner =
      line.productClass === 'Bundle' && depth < DEEPEST ? await partsOf(attempt, line.id, quantity, depth + 1) : [];
    // An inner bundle that was taken apart is free: what is in it carries the price.
    if (inner.length > 0) await patchLine(attempt, line, { price: 0, cost: 0 });
    const own = {
      line,
      quantity,
      lineId: line.id,
      listPrice: String(Math.max(0, component.price ?? 0)),
      listCost: String(Math.max(0, component.cost ?? 0)),
    };
    parts.push(...(inner.length > 0 ? inner : [own]));
  }
  return parts;
}

/** A bundle that is to stand alone has no components, whatever ConnectWise made of the wish. */
async function removeParts(attempt: PushAttempt, lineId: number): Promise<void> {
  for (const component of await attempt.client.find(productComponentWire, { parentId: lineId })) {
    await attempt.client.remove(productComponentWire, component.id, lineId);
    if (component.productItem) await attempt.client.remove(productItemWire, component.productItem.id);
  }
}

async function patchParts(
  attempt: PushAttempt,
  line: QuoteLineRow,
  parts: readonly (BundlePart & { line: ProductItem })[],
  tax: ReturnType<typeof taxOf>,
): Promise<boolean> {
  let changed = false;
  for (const { lineId, fields } of bundleParts(line, parts)) {
    const remote = parts.find((p) => p.lineId === lineId)?.line;
    if (remote && (await patchLine(attempt, remote, { ...fields, ...tax }))) changed = true;
  }
  return changed;
}

/** Without a tax code of ours ConnectWise's own stays. */
const taxOf = ({ taxCodeId }: LinesTarget) => (taxCodeId ? { taxCode: { id: Number(taxCodeId) } } : {});

async function patchLine(attempt: PushAttempt, remote: ProductItem, wanted: Record<string, unknown>): Promise<boolean> {
  const plan = planPatch(wanted, { ...remote, price: remote.price ?? 0, cost: remote.cost ?? 0 });
  if (plan.operations.length === 0) return false;
  await attempt.client.patch(productItemWire, remote.id, plan.operations);
  return true;
}

/** Lines of ours that the quote, or the bundle mode, no longer has. Lines that somebody added in ConnectWise are left alone. */
async function removeOld(attempt: PushAttempt, target: LinesTarget, present: readonly ProductItem[]): Promise<number> {
  const links = await attempt.partsOf('quote_line', target.opportunityId);
  const old = links.filter((link) => !target.planned.some(({ id }) => id === link.localId));
  for (const link of old) {
    const line = present.find((p) => String(p.id) === link.remoteId);
    if (line?.productClass === 'Bundle') await removeParts(attempt, line.id);
    if (line) await attempt.client.remove(productItemWire, link.remoteId);
    await attempt.forget([link]);
  }
  return old.length;
}
