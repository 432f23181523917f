import { roundMoney } from '@causeway/shared/money';
import { lineTotal, recurringLineTotal } from '@causeway/shared/quote-totals';
import { Decimal } from 'decimal.js';
import {
  cycleDiffers,
  lineForeign,
  lineMissing,
  lineOfOtherItem,
  partDiffers,
} from '../../messages/totals.messages.ts';
import { type Assortment, leavesOf, type PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';

/** A line as it stands in ConnectWise. */
export interface RemoteLine {
  id: number;
  description: string;
  quantity: number;
  catalogItemId: number | null;
  extPrice: number;
  /** Of the whole line, each cycle. */
  recurring: number;
  billCycleId: number | null;
  billCycle: string | null;
  isCancelled: boolean;
}

/** A line of the quote as it was sent. */
export interface ExpectedLine {
  planned: PlannedLine;
  billCycleId: number | null;
  /** The line that it became, and after it the components. Empty where it is not known. */
  remoteIds: readonly number[];
}

/** Amounts as decimal text; `recurring` is each cycle. */
export interface ComparedAmounts {
  oneTime: string;
  recurring: string;
}

/** One line on both sides. */
export interface ComparedLine {
  name: string;
  /** Null for a line that did not come of the quote. */
  quote: ComparedAmounts | null;
  /** Null where it is not there. */
  connectWise: ComparedAmounts | null;
  /** What else differs, in words. */
  remarks: string[];
  differs: boolean;
}

export interface LineComparison {
  expected: readonly ExpectedLine[];
  remote: readonly RemoteLine[];
  /** What bundles hold, with their catalog items. */
  assortment: Assortment;
  items: Readonly<Record<string, number>>;
}

/** Line by line, to the cent: what is paid once, what recurs, and what a bundle holds. Lines that somebody added in ConnectWise come last. */
export function compareLines({ expected, remote, assortment, items }: LineComparison): ComparedLine[] {
  const counted = new Map(remote.filter((line) => !line.isCancelled).map((line) => [line.id, line]));
  const ours = new Set(expected.flatMap(({ remoteIds }) => remoteIds));
  const own = expected.map(({ planned, billCycleId, remoteIds }): ComparedLine => {
    const there = remoteIds.flatMap((id) => counted.get(id) ?? []);
    const quote = { oneTime: lineTotal(planned.line), recurring: recurringLineTotal(planned.line) };
    const connectWise = there.length === 0 ? null : amountsOf(there);
    const remarks = [
      ...(there.length === 0 ? [lineMissing()] : []),
      ...(isOfOtherItem(planned, there[0], items) ? [lineOfOtherItem()] : []),
      ...cycleRemarks(there, billCycleId, planned.line.billingCycle),
      ...(planned.as === 'bundle' && there.length > 1
        ? partRemarks(planned, there.slice(1), { assortment, items })
        : []),
    ];
    const isSameAmount = connectWise?.oneTime === quote.oneTime && connectWise.recurring === quote.recurring;
    return {
      name: planned.line.description,
      quote,
      connectWise,
      remarks,
      differs: !isSameAmount || remarks.length > 0,
    };
  });
  const foreign = [...counted.values()].filter((line) => !ours.has(line.id)).map(foreignLine);
  // A free line, such as that of a bundle in a bundle, makes no difference.
  return [...own, ...foreign.filter((line) => line.differs)];
}

function foreignLine(line: RemoteLine): ComparedLine {
  const connectWise = amountsOf([line]);
  const differs = connectWise.oneTime !== '0.00' || connectWise.recurring !== '0.00';
  return { name: line.description, quote: null, connectWise, remarks: [lineForeign()], differs };
}

export const amountsOf = (lines: readonly Pick<RemoteLine, 'extPrice' | 'recurring'>[]): ComparedAmounts => ({
  oneTime: sum(lines.map((line) => line.extPrice)),
  recurring: sum(lines.map((line) => line.recurring)),
});

/** Not told of a line without a product, which stands for something that is no catalog item of its own. */
const isOfOtherItem = (
  { line }: PlannedLine,
  there: RemoteLine | undefined,
  items: Readonly<Record<string, number>>,
) => {
  const item = line.productId ? items[line.productId] : undefined;
  return item !== undefined && there !== undefined && there.catalogItemId !== item;
};

function cycleRemarks(there: readonly RemoteLine[], billCycleId: number | null, cycle: string | null): string[] {
  const others = there.filter(
    (line) => line.recurring !== 0 && billCycleId !== null && line.billCycleId !== billCycleId,
  );
  const names = [...new Set(others.map((line) => line.billCycle))];
  return names.map((name) => cycleDiffers(name, cycle));
}

/** What the bundle holds and the components do not, and the other way round. */
function partRemarks(
  { line }: PlannedLine,
  components: readonly RemoteLine[],
  { assortment, items }: Pick<LineComparison, 'assortment' | 'items'>,
): string[] {
  const productOf = new Map(Object.entries(items).map(([productId, item]) => [item, productId]));
  const nameOf = new Map<string, string>();
  const wanted = new Map<string, Decimal>();
  const present = new Map<string, Decimal>();
  const add = (to: Map<string, Decimal>, key: string, name: string, quantity: Decimal) => {
    nameOf.set(key, nameOf.get(key) ?? name);
    to.set(key, (to.get(key) ?? new Decimal(0)).plus(quantity));
  };
  for (const leaf of leavesOf(line.productId ?? '', assortment))
    add(wanted, leaf.product.id, leaf.product.name, leaf.quantity.times(line.quantity));
  for (const component of components) {
    const productId = productOf.get(component.catalogItemId ?? 0);
    const inner = productId ? leavesOf(productId, assortment) : [];
    // A bundle in the bundle that ConnectWise has left whole stands for what is in it.
    for (const leaf of inner) add(present, leaf.product.id, leaf.product.name, leaf.quantity.times(component.quantity));
    if (inner.length === 0)
      add(
        present,
        productId ?? `item ${component.catalogItemId}`,
        component.description,
        new Decimal(component.quantity),
      );
  }
  return [...nameOf].flatMap(([key, name]) => {
    const [ours, theirs] = [wanted.get(key) ?? new Decimal(0), present.get(key) ?? new Decimal(0)];
    return ours.equals(theirs) ? [] : [partDiffers(name, { theirs: theirs.toFixed(), ours: ours.toFixed() })];
  });
}

const sum = (amounts: readonly number[]): string =>
  roundMoney(amounts.reduce((all, amount) => all.plus(amount), new Decimal(0)));
