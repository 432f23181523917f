import { equals } from '../../../../connectwise/client/conditions.ts';
import { type ProductItem, productComponentWire, productItemWire } from '../../../../connectwise/wire/product-item.ts';
import type { Id } from '../../../../platform/ids.ts';
import { lineItemKind } from '../../../mapping/line-item.rules.ts';
import {
  type BundlePart,
  bundleParts,
  lineFields,
  newLine,
  type QuoteLineRow,
} from '../../entities/quote-line/quote-line-to-product.ts';
import type { QuoteRow } from '../crm-records.queries.ts';
import { planPatch } from '../patch-plan.rules.ts';
import { type PushAttempt, sentFields } from '../push-attempt.ts';
import { ensureLineItems } from './fallback-item.ts';
import { ensureProducts } from './product.step.ts';

export interface LinesTarget {
  opportunityId: Id;
  opportunityName: string;
  remoteOpportunityId: number;
  quote: QuoteRow | null;
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
  const lines = target.quote?.lines ?? [];
  const present = await linesOf(attempt, target.remoteOpportunityId);
  const removed = await removeOld(attempt, target, lines, present);
  const result: LinesResult = { added: 0, changed: 0, removed, remoteLineIds: [] };
  const itemOf = await itemsOf(attempt, target, lines);
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  for (const line of lines) {
    const item = itemOf(line);
    if (item === undefined) throw new Error(`Line "${line.description}" has no catalog item.`);
    const done = await pushLine(attempt, target, line, item, present);
    result.remoteLineIds.push(...done.remoteLineIds);
    if (done.what !== 'same') result[done.what] += 1;
  }
  return result;
}

/** The catalog item of every line: its product's, also of one that was added since the products were looked at, or that of lines without one. */
async function itemsOf(
  attempt: PushAttempt,
  { items }: LinesTarget,
  lines: readonly QuoteLineRow[],
): Promise<(line: QuoteLineRow) => number | undefined> {
  const late = lines.flatMap(({ productId }) => (productId && items[productId] === undefined ? [productId] : []));
  const all = { ...items, ...(await ensureProducts(attempt, late)) };
  const others = await ensureLineItems(
    attempt,
    lines.flatMap((line) => (line.productId ? [] : [lineItemKind(line)])),
  );
  return (line) => (line.productId ? all[line.productId] : others[lineItemKind(line)]);
}

export const linesOf = (attempt: PushAttempt, remoteOpportunityId: number): Promise<ProductItem[]> =>
  attempt.client.find(productItemWire, { conditions: equals('opportunity/id', remoteOpportunityId) });

async function pushLine(
  attempt: PushAttempt,
  target: LinesTarget,
  line: QuoteLineRow,
  catalogItemId: number,
  present: readonly ProductItem[],
): Promise<{ what: 'added' | 'changed' | 'same'; remoteLineIds: number[] }> {
  const link = await attempt.linkOf('quote_line', line.id);
  const linked = link ? present.find((p) => String(p.id) === link.remoteId) : undefined;
  if (link && !linked) await attempt.forget([link]);
  const posted = linked ?? (await createLine(attempt, target, line, catalogItemId, present));
  const isBundle = posted.productClass === 'Bundle';
  const parts = isBundle ? await partsOf(attempt, posted.id) : [];
  const own = await patchLine(attempt, posted, { ...lineFields(line, parts.length === 0), ...taxOf(target) });
  const changedParts = await patchParts(attempt, line, parts, taxOf(target));
  const remoteLineIds = [posted.id, ...parts.map((p) => p.lineId)];
  if (!linked) return { what: 'added', remoteLineIds };
  return { what: own || changedParts ? 'changed' : 'same', remoteLineIds };
}

async function createLine(
  attempt: PushAttempt,
  target: LinesTarget,
  line: QuoteLineRow,
  catalogItemId: number,
  present: readonly ProductItem[],
): Promise<ProductItem> {
  const { defaults } = attempt.setup;
  const isBundle = await isBundleItem(attempt, line);
  const place = { ...defaults, opportunityId: target.remoteOpportunityId, catalogItemId, taxCodeId: target.taxCodeId };
  const body = newLine(line, place, !isBundle);
  const find = (lines: readonly ProductItem[]) => lines.find((p) => p.integrationXRef === line.id) ?? null;
  const made = await attempt.createOnce<ProductItem>({
    entity: 'quote_line',
    localId: line.id,
    parentLocalId: target.opportunityId,
    naturalKey: { integrationXRef: line.id },
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

async function isBundleItem(attempt: PushAttempt, line: QuoteLineRow): Promise<boolean> {
  const { productId } = line;
  if (!productId) return false;
  const rows = await attempt.read((tx) =>
    tx.query<{ kind: string }>('select kind from product where id = $1', [productId]),
  );
  return rows[0]?.kind === 'bundle';
}

/** The component lines that ConnectWise added below a bundle's line, with what they cost by the catalog. */
async function partsOf(attempt: PushAttempt, lineId: number): Promise<(BundlePart & { line: ProductItem })[]> {
  const components = await attempt.client.find(productComponentWire, { parentId: lineId });
  const parts: (BundlePart & { line: ProductItem })[] = [];
  for (const component of components) {
    const line = component.productItem ? await attempt.client.get(productItemWire, component.productItem.id) : null;
    if (!line) continue;
    parts.push({
      line,
      lineId: line.id,
      quantity: String(component.quantity ?? 1),
      listPrice: String(Math.max(0, component.price ?? 0)),
      listCost: String(Math.max(0, component.cost ?? 0)),
    });
  }
  return parts;
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

/** Lines of ours that the quote no longer has. Lines that somebody added in ConnectWise are left alone. */
async function removeOld(
  attempt: PushAttempt,
  target: LinesTarget,
  lines: readonly QuoteLineRow[],
  present: readonly ProductItem[],
): Promise<number> {
  const links = await attempt.partsOf('quote_line', target.opportunityId);
  const old = links.filter((link) => !lines.some((line) => line.id === link.localId));
  for (const link of old) {
    if (present.some((p) => String(p.id) === link.remoteId))
      await attempt.client.remove(productItemWire, link.remoteId);
    await attempt.forget([link]);
  }
  return old.length;
}
