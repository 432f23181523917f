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

const noForecast = { id: 0, forecastItems: [] };

/**
 * Live servers answer one object, the published specification says a list: both are read (Developer Guide and specification differ; reference
 * pages §3.6). A list without one is of an opportunity that has no forecast.
 */
export const forecastWire: Wire<Forecast> = {
  ...forecastShape,
  parse: (raw): Parsed<Forecast> =>
    forecastShape.parse(Array.isArray(raw) ? (raw.length > 0 ? raw[0] : noForecast) : raw),
};
