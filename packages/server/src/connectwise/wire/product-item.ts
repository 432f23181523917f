import { dateTime, flag, number, object, text } from './shape.ts';
import { customFields, reference, type WireOf, wire } from './wire.ts';

/** What a line costs each cycle, for one unit, beside its price, which is paid once. `billCycleId` and `billCycle` name the same cycle. */
const recurring = object({
  recurringRevenue: number,
  recurringCost: number,
  startDate: dateTime,
  endDate: dateTime,
  billCycleId: number,
  billCycle: reference,
  cycles: number,
  cycleType: text,
  agreementType: reference,
});

/**
 * A product line of an opportunity (ConnectWise calls it a product). Listed by `conditions=opportunity/id=…`; there is no path below the opportunity.
 * Posting a line with a bundle makes ConnectWise add the lines of its components by itself.
 */
export const productItemWire = wire('product', '/procurement/products', {
  catalogItem: reference,
  description: text,
  customerDescription: text,
  sequenceNumber: number,
  quantity: number,
  unitOfMeasure: reference,
  price: number,
  cost: number,
  extPrice: number,
  extCost: number,
  discount: number,
  billableOption: text,
  locationId: number,
  businessUnitId: number,
  taxableFlag: flag,
  taxCode: reference,
  cancelledFlag: flag,
  recurring,
  productClass: text,
  opportunity: reference,
  forecastDetailId: number,
  integrationXRef: text,
  internalNotes: text,
  parentProductItem: reference,
  customFields,
});
export type ProductItem = WireOf<typeof productItemWire>;

/** A part of a bundle line; `productItem` is the line that it is. */
export const productComponentWire = wire('productComponent', '/procurement/products/{parentId}/components', {
  sequenceNumber: number,
  quantity: number,
  catalogItem: reference,
  productItem: reference,
  parentProductItem: reference,
  price: number,
  cost: number,
});
export type ProductComponent = WireOf<typeof productComponentWire>;
