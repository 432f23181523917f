import { unitPrice } from '@causeway/shared/allocation';
import { lineTotal } from '@causeway/shared/quote-totals';
import { defaultOfSettings, firstThatFits, linesAreBilled } from '../../messages/filled-in.messages.ts';
import type { FilledIn } from '../fields/filled-in.ts';
import { cut } from '../wire-text.rules.ts';
import { shareOut } from './bundle-lines.rules.ts';
import { type RecurringFields, recurringFields, withoutNothing } from './line-recurring.ts';
import type { QuoteLineRow } from './quote-line-row.ts';

/** Where a new line belongs. */
export interface LinePlace {
  opportunityId: number;
  catalogItemId: number;
  locationId: string | null;
  departmentId: string | null;
  taxCodeId: string | null;
  /** In ConnectWise; of a line that recurs. */
  billCycleId: number | null;
}

/** The fields that are sent on create and on update. The price is the one after discount, since what `discount` means there is not documented. */
export const lineFields = (line: QuoteLineRow, carriesPrice: boolean) => ({
  description: cut(line.description, 2_000),
  customerDescription: cut(line.description, 6_000),
  quantity: Number(line.quantity),
  // A bundle's own line is free: its components carry the price, so that revenue counts once.
  price: carriesPrice ? unitPrice(lineTotal(line), line.quantity) : 0,
  cost: carriesPrice ? Number(line.cost) : 0,
  taxableFlag: line.isTaxable,
  sequenceNumber: line.position,
});

/** The body of a new line. `integrationXRef` is our mark: the line is found again by it. */
export function newLine(line: QuoteLineRow, place: LinePlace, carriesPrice: boolean) {
  const recurring = carriesPrice ? recurringFields(line, place.billCycleId) : null;
  return {
    catalogItem: { id: place.catalogItemId },
    opportunity: { id: place.opportunityId },
    ...lineFields(line, carriesPrice),
    // Without a price ConnectWise prices a bundle by its parts (connectwise-api.md §3.8).
    ...(carriesPrice ? {} : { price: null, cost: null }),
    ...(recurring ? { recurring: withoutNothing(recurring) } : {}),
    billableOption: 'Billable',
    integrationXRef: line.id,
    ...(place.locationId ? { locationId: Number(place.locationId) } : {}),
    ...(place.departmentId ? { businessUnitId: Number(place.departmentId) } : {}),
    ...(place.taxCodeId ? { taxCode: { id: Number(place.taxCodeId) } } : {}),
  };
}

/** A component that ConnectWise added below a bundle's line. `quantity` is that of one bundle. */
export interface BundlePart {
  lineId: number;
  quantity: string;
  listPrice: string;
  listCost: string;
  /** What it costs each cycle by the list. */
  listRecurringPrice: string;
  listRecurringCost: string;
}

export interface PartFields {
  lineId: number;
  fields: { quantity: number; price: number; cost: number; taxableFlag: boolean };
  recurring: RecurringFields | null;
}

/** What the component lines of a bundle must hold, so that together they come to the quote line's total to the cent, shared by list price x quantity. */
export const bundleParts = (
  line: QuoteLineRow,
  parts: readonly BundlePart[],
  billCycleId: number | null,
): PartFields[] => {
  const shares = shareOut(
    line,
    parts.map((part) => ({
      quantity: part.quantity,
      price: part.listPrice,
      cost: part.listCost,
      recurringPrice: part.listRecurringPrice,
      recurringCost: part.listRecurringCost,
    })),
  );
  return shares.map(({ quantity, price, cost, recurring }, i) => ({
    lineId: parts[i]?.lineId ?? 0,
    fields: { quantity: Number(quantity), price, cost, taxableFlag: line.isTaxable },
    recurring: recurring && {
      recurringRevenue: recurring.price,
      recurringCost: recurring.cost,
      billCycleId,
      cycles: line.billingCycles,
    },
  }));
};

/** What of a new line nobody entered here. */
export const filledInLine = (
  { locationId, departmentId, taxCodeId }: LinePlace,
  isChosen: { location: boolean; department: boolean; tax: boolean },
): FilledIn[] => {
  const listed = (chosen: boolean) => (chosen ? defaultOfSettings() : firstThatFits());
  const all: FilledIn[] = [
    { path: 'locationId', word: 'location', value: locationId, because: listed(isChosen.location) },
    { path: 'businessUnitId', word: 'business unit', value: departmentId, because: listed(isChosen.department) },
    { path: 'taxCode', word: 'tax code', value: isChosen.tax ? taxCodeId : null, because: defaultOfSettings() },
    { path: 'billableOption', word: 'billable option', value: 'Billable', because: linesAreBilled() },
  ];
  return all.filter(({ value }) => value !== null);
};
