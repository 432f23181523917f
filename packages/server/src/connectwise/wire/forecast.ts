import { flag, list, number, object, text } from './shape.ts';
import { type Parsed, reference, type Wire, type WireOf, wire } from './wire.ts';

const sums = object({ revenue: number, cost: number });
const forecastShape = wire('forecast', '/sales/opportunities/{parentId}/forecast', {
  forecastItems: list(
    object({
      id: number,
      forecastDescription: text,
      revenue: number,
      cost: number,
      quantity: number,
      catalogItem: reference,
      recurringRevenue: number,
      billCycle: reference,
      includeFlag: flag,
    }),
  ),
  forecastRevenueTotals: sums,
  productRevenue: sums,
  salesTaxRevenue: number,
  forecastTotalWithTaxes: number,
});
export type Forecast = WireOf<typeof forecastShape>;

/** Live servers answer one object, the published specification says a list: both are read (Developer Guide and specification differ). */
export const forecastWire: Wire<Forecast> = {
  ...forecastShape,
  parse: (raw): Parsed<Forecast> => forecastShape.parse(Array.isArray(raw) ? raw[0] : raw),
};
