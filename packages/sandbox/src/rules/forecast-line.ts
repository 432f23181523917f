import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { recurringForecast } from './recurring.ts';

/** Each product line on an opportunity has a forecast line, unless it was posted with `bypassForecastUpdate` (§3.6). */
export function writeForecastLine(line: Stored, context: WriteContext): void {
  const opportunity = context.find('opportunities', line.opportunity);
  const existing = context.find('forecastItems', line.forecastDetailId);
  if (!opportunity) return;
  if (line.bypassForecastUpdate === true) return;
  const fields = forecastFields(line, context.readings);
  if (existing) {
    context.change('forecastItems', existing, fields);
    return;
  }
  const siblings = context.related('forecastItems', 'opportunity', opportunity.id);
  const item = context.add('forecastItems', {
    ...fields,
    opportunity: opportunity.id,
    includeFlag: true,
    sequenceNumber: siblings.length + 1,
    subNumber: 0,
  });
  context.change('products', line, { forecastDetailId: item.id }, { silent: true });
}

export function dropForecastLine(line: Stored, context: WriteContext): void {
  if (context.find('forecastItems', line.forecastDetailId))
    context.remove('forecastItems', line.forecastDetailId as number);
}

/** What a forecast line takes from its product line. */
export function forecastFields(line: Stored, readings: WriteContext['readings']): Record<string, unknown> {
  const revenue = Number(line.extPrice ?? 0);
  const cost = Number(line.extCost ?? 0);
  return {
    forecastDescription: String(line.description ?? '').slice(0, 50),
    productDescription: line.description,
    catalogItem: line.catalogItem,
    productClass: line.productClass,
    status: line.forecastStatus,
    forecastType: line.productClass === 'Agreement' || line.productClass === 'Service' ? line.productClass : 'Product',
    quantity: line.quantity,
    revenue,
    cost,
    margin: Math.round((revenue - cost) * 10_000) / 10_000,
    percentage: 100,
    ...recurringForecast(line, readings),
    taxableFlag: line.taxableFlag,
  };
}
