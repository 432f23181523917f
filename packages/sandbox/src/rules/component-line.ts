import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { inheritRecurring, settleRecurring } from './recurring.ts';

/** The product line of one component of a bundle line. */
export function componentLine(
  parent: Stored,
  part: Stored,
  item: Stored | undefined,
  context: WriteContext,
  depth = 1,
): Record<string, unknown> {
  const quantity = Number(part.quantity ?? 1) * Number(parent.quantity ?? 1);
  const price = Number(part.price ?? item?.price ?? 0);
  const cost = Number(part.cost ?? item?.cost ?? 0);
  // Below a recurring bundle nothing recurs once more.
  const inherited = parent.recurring
    ? undefined
    : inheritRecurring(undefined, item, { quantity, readings: context.readings });
  return {
    recurring: settleRecurring({ recurring: inherited }, undefined, context),
    catalogItem: part.catalogItem,
    description: item?.description,
    customerDescription: item?.customerDescription,
    productClass: item?.productClass,
    unitOfMeasure: item?.unitOfMeasure,
    taxableFlag: item?.taxableFlag,
    sequenceNumber: sequenceBelow(parent, part, depth),
    quantity,
    price,
    cost,
    discount: 0,
    extPrice: money(quantity * price),
    extCost: money(quantity * cost),
    margin: money(quantity * (price - cost)),
    billableOption: parent.billableOption,
    locationId: parent.locationId,
    location: parent.locationId,
    businessUnitId: parent.businessUnitId,
    businessUnit: parent.businessUnitId,
    opportunity: parent.opportunity,
    company: parent.company,
    taxCode: parent.taxCode,
    forecastStatus: parent.forecastStatus,
  };
}

/** Components stand behind their bundle: 3, 3.01, 3.02, and below the first of them 3.0101. */
function sequenceBelow(parent: Stored, part: Stored, depth: number): number {
  const places = 100 ** depth;
  const number = Number(parent.sequenceNumber ?? 1) + Number(part.sequenceNumber ?? 1) / places;
  return Math.round(number * places) / places;
}

/** Money to four places, as ConnectWise keeps it. */
export const money = (value: number) => Math.round(value * 10_000) / 10_000;
