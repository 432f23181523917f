import { money, roundMoney } from '@causeway/shared/money';
import { t } from '@lingui/core/macro';

type FormatMoney = (amount: string) => string;
type Net = { cycle: string; subtotal: string; discount: string; monthly?: string | null | undefined };
type WithTax = Net & { total: string };

/** What is paid each cycle before tax, and what that is a month where the cycle is none: "Quarterly $300.00 ($100.00 a month)". */
export function cycleAmount(sums: Net, format: FormatMoney): string {
  const each = `${sums.cycle} ${format(netOf(sums))}`;
  const month = monthOf(sums);
  return month === null ? each : t`${each} (${format(month)} a month)`;
}

/** What a quote comes to with its tax, each cycle by itself: what is paid at different times is not summed up. */
export function quoteAmount(
  { total, recurring }: { total: string; recurring: readonly WithTax[] },
  format: FormatMoney,
): string {
  if (recurring.length === 0) return format(total);
  const cycles = recurring.map((sums) => {
    const each = `${sums.cycle} ${format(sums.total)}`;
    const month = monthOf(sums);
    return month === null ? each : t`${each} (${format(month)} a month before tax)`;
  });
  return [t`${format(total)} paid once`, ...cycles].join(', ');
}

/** Cycles that the figure for the month leaves out, since their names do not say how long they are. */
export const cyclesWithoutMonth = (recurring: readonly Net[]): string[] =>
  recurring.flatMap(({ cycle, monthly }) => (monthly ? [] : [cycle]));

const netOf = ({ subtotal, discount }: Net): string => roundMoney(money(subtotal).minus(discount));

/** Null where the cycle is a month, or of unknown length. */
const monthOf = (sums: Net): string | null => (sums.monthly && sums.monthly !== netOf(sums) ? sums.monthly : null);
