import type { Forecast } from '../../../../connectwise/wire/forecast.ts';

/** A part of a forecast, in the words of a line of a quote. */
export interface ForecastLine {
  price: number;
  billingCycle: string | null;
  /** Each cycle; 0 for what is paid once. */
  recurringPrice: number;
}

/**
 * What a forecast comes to: once what ConnectWise shows as its total, and each cycle the recurring part of the lines that count. Empty where it
 * has no lines: a forecast that nobody made says no amount.
 */
export function forecastLines(forecast: Forecast | null): ForecastLine[] {
  const items = forecast?.forecastItems ?? [];
  if (items.length === 0) return [];
  const counted = items.filter(({ includeFlag }) => includeFlag !== false);
  const once = forecast?.forecastRevenueTotals?.revenue ?? sumOf(counted.map(({ revenue }) => revenue));
  const recurring = Map.groupBy(
    counted.filter((item) => (item.recurringRevenue ?? 0) !== 0),
    ({ billCycle }) => billCycle?.name ?? null,
  );
  return [
    { price: once, billingCycle: null, recurringPrice: 0 },
    ...[...recurring].map(([billingCycle, lines]) => ({
      price: 0,
      billingCycle,
      recurringPrice: sumOf(lines.map(({ recurringRevenue }) => recurringRevenue)),
    })),
  ];
}

/** Four places, as ConnectWise rounds: a sum of doubles has more. */
const sumOf = (amounts: readonly (number | null | undefined)[]): number =>
  Math.round(amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0) * 10_000) / 10_000;
