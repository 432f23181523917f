import { equals } from '../../../../connectwise/client/conditions.ts';
import { type ProductItem, productItemWire } from '../../../../connectwise/wire/product-item.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { lineItemKind } from '../../../integration/mapping/line-item.rules.ts';
import {
  addedLine,
  changedLine,
  foundLine,
  removedLine,
  replacedBundle,
  replacedLine,
} from '../../messages/pushed-lines.messages.ts';
import type { Assortment, BundleProduct, PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';
import { recurringFields } from '../../records/quote-line/line-recurring.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import { filledInLine, lineFields, newLine } from '../../records/quote-line/quote-line-to-product.ts';
import type { QuoteRow } from '../attempt/crm-records.queries.ts';
import { isNewThere } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { readPushedLines } from '../line-drift/line-drift.queries.ts';
import { type LineDrift, lineDrift, standingLine } from '../line-drift/line-drift.rules.ts';
import { digestOfLines } from '../line-drift/sent-lines.rules.ts';
import { billCycleOf } from './billing-cycle.ts';
import { holdsOtherParts, type LineTax, lineName, partsOf, patchLine, patchParts, removeParts } from './bundle-line.ts';
import { ensureLineItems } from './fallback-item.ts';
import { lineProblem } from './line-problem.ts';
import { ensureItemsOf } from './product.step.ts';
import { tellOpportunity } from './tell-opportunity.ts';

export interface LinesTarget {
  opportunityId: Id;
  opportunityName: string;
  remoteOpportunityId: number;
  quote: QuoteRow | null;
  /** Its lines as they shall stand in ConnectWise, by the bundle mode. */
  planned: readonly PlannedLine[];
  /** Catalog items by product. */
  items: Readonly<Record<Id, number>>;
  /** The products of the quote and all that is in its bundles. */
  products: readonly BundleProduct[];
  /** Of the quote's region, or the default one. */
  taxCodeId: string | null;
  /** Codes of tax regions of before, for which no code stands now: no line of ours keeps one. */
  goneTaxCodes: readonly string[];
  /** It is the default one: neither the quote nor the client has a tax region that stands for it. */
  isDefaultTax: boolean;
  assortment: Assortment;
  /** This push closes the opportunity: its lines must be those of the quote before that. */
  closes: boolean;
}

/** What became of the lines. */
export interface LinesResult extends Record<string, unknown> {
  added: number;
  changed: number;
  removed: number;
  /** The lines in ConnectWise by the planned line that they came of; that of a bundle comes first, then its components. */
  remoteIds: Record<Id, number[]>;
  /** Catalog items by product, of all planned lines and what is in their bundles. */
  items: Record<Id, number>;
  /** What somebody edited there, where the lines were left as they are. */
  left: LineDrift | null;
}

/**
 * Makes the lines of the opportunity those of the quote: by the links of an earlier push, what is missing is added, what differs changed, the rest
 * removed. Lines that somebody edited in ConnectWise are left alone while the quote is as it was sent.
 */
export async function pushLines(attempt: PushAttempt, target: LinesTarget): Promise<LinesResult> {
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  const { planned } = target;
  const present = await linesOf(attempt, target.remoteOpportunityId);
  const left = await leftAlone(attempt, target, present);
  const result: LinesResult = { added: 0, changed: 0, removed: 0, remoteIds: {}, items: {}, left };
  if (left) return result;
  result.removed = await removeOld(attempt, target, present);
  const { itemOf, items } = await itemsFor(attempt, target);
  result.items = { ...items };
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  for (const one of planned) {
    const item = itemOf(one.line);
    if (item === undefined) throw new Error(`Line "${one.line.description}" has no catalog item.`);
    const done = await pushLine(attempt, target, one, item, present);
    result.remoteIds[one.id] = done.remoteIds;
    if (done.what !== 'same') result[done.what] += 1;
    if (done.changes.length > 0)
      await tellLines(attempt, target, { description: changedLine(done.name, done.changes), changes: done.changes });
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
): Promise<{ itemOf: (line: QuoteLineRow) => number | undefined; items: Readonly<Record<Id, number>> }> {
  const isComplete = planned.every(({ line }) => !line.productId || items[line.productId] !== undefined);
  const all = isComplete ? items : await ensureItemsOf(attempt, planned);
  const others = await ensureLineItems(
    attempt,
    planned.flatMap(({ line }) => (line.productId ? [] : [lineItemKind(line)])),
  );
  return { items: all, itemOf: (line) => (line.productId ? all[line.productId] : others[lineItemKind(line)]) };
}

export const linesOf = (attempt: PushAttempt, remoteOpportunityId: number): Promise<ProductItem[]> =>
  attempt.client.find(productItemWire, { conditions: equals('opportunity/id', remoteOpportunityId) });

async function pushLine(
  attempt: PushAttempt,
  target: LinesTarget,
  planned: PlannedLine,
  catalogItemId: number,
  present: readonly ProductItem[],
): Promise<{ what: 'added' | 'changed' | 'same'; name: string; remoteIds: number[]; changes: FieldChange[] }> {
  const { line } = planned;
  const billCycleId = billCycleOf(attempt, line);
  const linked = await linkedLine(attempt, planned, present);
  const isOtherItem = linked !== null && linked.catalogItem?.id !== catalogItemId;
  const isOutdated =
    linked !== null && (isOtherItem || (planned.as !== 'single' && (await holdsOtherParts(attempt, linked))));
  if (isOutdated)
    await takeAway(
      attempt,
      target,
      planned,
      linked,
      isOtherItem ? replacedLine(lineName(linked)) : replacedBundle(lineName(linked)),
    );
  const others = isOutdated ? present.filter((p) => p.id !== linked.id) : present;
  const kept = isOutdated ? null : linked;
  const made = kept ? null : await createLine(attempt, target, planned, { catalogItemId, billCycleId }, others);
  const posted = kept ?? made?.record;
  if (!posted) throw new Error(`Line "${line.description}" vanished right after it was made.`);
  const isBundle = posted.productClass === 'Bundle';
  if (isBundle && planned.as === 'single') await removeParts(attempt, posted.id);
  const parts = isBundle && planned.as !== 'single' ? await partsOf(attempt, target, posted.id) : [];
  const carriesPrice = parts.length === 0;
  const own = await patchLine(
    attempt,
    posted,
    { ...lineFields(line, carriesPrice), ...taxOf(target, posted) },
    carriesPrice ? recurringFields(line, billCycleId) : null,
  );
  const changedParts = await patchParts(attempt, line, parts, {
    billCycleId,
    taxOf: (part) => taxOf(target, part),
  });
  const remoteIds = [posted.id, ...parts.map((p) => p.lineId)];
  const name = lineName(posted);
  if (isOutdated) return { what: 'changed', name, remoteIds, changes: [] };
  if (made?.isNew) return { what: 'added', name, remoteIds, changes: [] };
  const changes = [...own, ...changedParts];
  return { what: changes.length > 0 ? 'changed' : 'same', name, remoteIds, changes };
}

/**
 * What was edited in ConnectWise since the lines were sent, where this push is about something else (reading A24): nobody edited the quote here,
 * nor asked for it to be sent again. Null where the lines are to be those of the quote.
 */
async function leftAlone(
  attempt: PushAttempt,
  target: LinesTarget,
  present: readonly ProductItem[],
): Promise<LineDrift | null> {
  if (attempt.push.reason !== 'updated' || target.closes) return null;
  const pushed = await attempt.read((tx) => readPushedLines(tx, attempt.connectionId, target.opportunityId));
  const isAsSent = pushed?.sent === digestOfLines(target) && pushed.remoteId === String(target.remoteOpportunityId);
  return isAsSent ? lineDrift(pushed.lines, present.map(standingLine)) : null;
}

/** The line of an earlier push, where it is still there. */
async function linkedLine(
  attempt: PushAttempt,
  planned: PlannedLine,
  present: readonly ProductItem[],
): Promise<ProductItem | null> {
  const link = await attempt.links.of('quote_line', planned.id);
  const linked = link ? present.find((p) => String(p.id) === link.remoteId) : undefined;
  if (link && !linked) await attempt.links.forget([link]);
  return linked ?? null;
}

/**
 * What a patch cannot change is added anew: ConnectWise adds components with the line of a bundle only, and a line keeps the catalog item that it was
 * made with.
 */
async function takeAway(
  attempt: PushAttempt,
  target: LinesTarget,
  planned: PlannedLine,
  line: ProductItem,
  description: string,
): Promise<void> {
  if (line.productClass === 'Bundle') await removeParts(attempt, line.id);
  await attempt.client.remove(productItemWire, line.id);
  const link = await attempt.links.of('quote_line', planned.id);
  if (link) await attempt.links.forget([link]);
  await tellLines(attempt, target, { description });
}

/** The next push finds in place what was sent. */
const tellLines = (
  attempt: PushAttempt,
  { opportunityId: id, opportunityName: name, remoteOpportunityId: remoteId }: LinesTarget,
  told: { description: string; changes?: FieldChange[] },
): Promise<void> => tellOpportunity(attempt, { id, name, remoteId }, { operation: 'update', ...told });

async function createLine(
  attempt: PushAttempt,
  target: LinesTarget,
  planned: PlannedLine,
  { catalogItemId, billCycleId }: { catalogItemId: number; billCycleId: number | null },
  present: readonly ProductItem[],
): Promise<{ record: ProductItem | null; isNew: boolean }> {
  const { id, line, as } = planned;
  const { defaults } = attempt.setup;
  const { taxCodeId, remoteOpportunityId: opportunityId } = target;
  const place = { ...defaults, opportunityId, catalogItemId, taxCodeId, billCycleId };
  const body = {
    ...newLine(line, place, as !== 'bundle'),
    integrationXRef: id,
    ...(as === 'single' ? { addComponentsFlag: false } : {}),
  };
  const chosen = attempt.setup.configuration.defaults;
  const filled = filledInLine(place, {
    location: chosen.locationId !== null,
    department: chosen.departmentId !== null,
    tax: target.isDefaultTax,
  });
  const find = (lines: readonly ProductItem[]) => lines.find((p) => p.integrationXRef === id) ?? null;
  const once = {
    entity: 'quote_line' as const,
    localId: id,
    parentLocalId: target.opportunityId,
    naturalKey: { integrationXRef: id },
    words: `line "${line.description}"`,
    find: async () => find(await linesOf(attempt, target.remoteOpportunityId)),
    match: async () => find(present),
    create: () => attempt.client.create(productItemWire, body),
    event: (record: ProductItem, how: 'created' | 'matched' | 'restored') => ({
      entity: 'opportunity' as const,
      name: target.opportunityName,
      description:
        how === 'created'
          ? addedLine(
              { description: line.description, quantity: line.quantity, price: body.price ?? null },
              attempt.filledInWords('opportunity', { filled }, record),
            )
          : foundLine(line),
      changes: how === 'created' ? sentFields(wordsOf(body), record, {}, attempt.labelIn('opportunity')) : [],
    }),
  };
  const made = await attempt.createOnce<ProductItem>(once).catch(async (error: unknown) => {
    throw await lineProblem(attempt, planned, catalogItemId, target.products, error);
  });
  return { record: made.record ?? (await attempt.client.get(productItemWire, made.remoteId)), isNew: isNewThere(made) };
}

/** What of a line says something to people: not by what it is found again, nor how ConnectWise is to make it. */
const wordsOf = ({
  integrationXRef: _mark,
  addComponentsFlag: _how,
  taxableFlag: taxable,
  ...body
}: Record<string, unknown>) => ({
  ...body,
  taxable,
});

/** Without a tax code of ours ConnectWise's own stays. */
function taxOf({ taxCodeId, goneTaxCodes }: LinesTarget, { taxCode }: ProductItem): LineTax {
  if (taxCodeId) return { taxCode: { id: Number(taxCodeId) } };
  return taxCode && goneTaxCodes.includes(String(taxCode.id)) ? { taxCode: null } : {};
}

/** Lines of ours that the quote, or the bundle mode, no longer has. Lines that somebody added in ConnectWise are left alone. */
async function removeOld(attempt: PushAttempt, target: LinesTarget, present: readonly ProductItem[]): Promise<number> {
  const links = await attempt.links.ofParts('quote_line', target.opportunityId);
  const old = links.filter((link) => !target.planned.some(({ id }) => id === link.localId));
  for (const link of old) {
    const line = present.find((p) => String(p.id) === link.remoteId);
    if (line?.productClass === 'Bundle') await removeParts(attempt, line.id);
    if (line) await attempt.client.remove(productItemWire, link.remoteId);
    await attempt.links.forget([link]);
    if (line) await tellLines(attempt, target, { description: removedLine(lineName(line)) });
  }
  return old.length;
}
