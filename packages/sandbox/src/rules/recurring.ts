import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

/** What recurs on a product line; amounts are for one unit, as the price is, unless a reading says for the whole line. */
interface Recurring {
  readonly recurringRevenue?: number;
  readonly recurringCost?: number;
  readonly startDate?: number;
  readonly endDate?: number;
  readonly billCycleId?: number;
  readonly billCycle?: number;
  readonly cycles?: number;
  readonly cycleType?: string;
  readonly agreementType?: number;
}

/** Months between two bills, by the recurrence of a billing cycle; the others are not counted in months. */
const MONTHS: Readonly<Record<string, number>> = { Monthly: 1, BiMonthly: 2, Quarterly: 3, SemiAnnual: 6, Yearly: 12 };
const DAYS: Readonly<Record<string, number>> = { Weekly: 7, BiWeekly: 14 };
const DAY = 86_400;

export const recurringOf = (line: Readonly<Record<string, unknown>>): Recurring | undefined =>
  line.recurring as Recurring | undefined;

/** What a line takes from a recurring item where the caller says nothing; undefined when nothing recurs. */
export function inheritRecurring(
  given: Recurring | undefined,
  item: Stored | undefined,
  { quantity, readings }: { quantity: number; readings: WriteContext['readings'] },
): Recurring | undefined {
  if (item?.recurringFlag !== true || !readings.linesInheritRecurring) return given;
  const times = readings.recurringAmounts === 'line' ? quantity : 1;
  const amount = (value: unknown) => (typeof value === 'number' ? money(value * times) : undefined);
  return withoutEmpty({
    recurringRevenue: amount(item.recurringRevenue),
    recurringCost: amount(item.recurringCost),
    billCycle: given?.billCycleId ?? (item.recurringBillCycle as number | undefined),
    cycleType: item.recurringCycleType as string | undefined,
    agreementType: item.agreementType as number | undefined,
    ...withoutEmpty(given ?? {}),
  });
}

/** `billCycleId` and `billCycle` name the same cycle, and the end follows from start, cycle and number of cycles. */
export function settleRecurring(
  line: Readonly<Record<string, unknown>>,
  before: Stored | undefined,
  context: WriteContext,
): Recurring | undefined {
  const given = recurringOf(line);
  if (!given) return undefined;
  const old = before && recurringOf(before);
  const isIdMeant = given.billCycleId !== undefined && given.billCycleId !== old?.billCycleId;
  // A part that is replaced whole may name the cycle by its ID alone.
  const cycle = isIdMeant ? given.billCycleId : (given.billCycle ?? given.billCycleId);
  const billingCycle = context.find('billingCycles', cycle);
  if (cycle !== undefined && !billingCycle)
    context.problem('NotFound', `BillingCycle ${cycle} not found`, 'recurring/billCycleId');
  const settled = withoutEmpty({ ...given, billCycle: cycle, billCycleId: cycle });
  const endDate = endOf(settled, billingCycle) ?? settled.endDate;
  return withoutEmpty({ ...settled, endDate });
}

/** The recurring fields of a forecast line, for the whole quantity, as its revenue is. */
export function recurringForecast(
  line: Readonly<Record<string, unknown>>,
  readings: Pick<WriteContext['readings'], 'recurringAmounts'>,
): Record<string, unknown> {
  const recurring = recurringOf(line);
  const quantity = Number(line.quantity ?? 0) - Number(line.quantityCancelled ?? 0);
  const times = readings.recurringAmounts === 'line' ? 1 : quantity;
  return {
    recurringFlag: recurring !== undefined,
    recurringRevenue: money(Number(recurring?.recurringRevenue ?? 0) * times),
    recurringCost: money(Number(recurring?.recurringCost ?? 0) * times),
    recurringDateStart: recurring?.startDate,
    recurringDateEnd: recurring?.endDate,
    billCycle: recurring?.billCycle,
    cycleBasis: recurring?.cycleType,
    cycles: recurring?.cycles,
  };
}

/** The last day of the last cycle; cycles of a calendar year end with the calendar's own month, quarter or year. */
function endOf(recurring: Recurring, billingCycle: Stored | undefined): number | undefined {
  const { startDate, cycles, cycleType } = recurring;
  const option = String(billingCycle?.billingOptions ?? '');
  if (startDate === undefined || cycles === undefined || cycles < 1) return undefined;
  const days = DAYS[option];
  if (days !== undefined) return startDate + days * cycles * DAY - DAY;
  const months = MONTHS[option];
  if (months === undefined) return undefined;
  const start = new Date(startDate * 1000);
  const month = start.getUTCMonth();
  if (cycleType !== 'CalendarYear')
    return firstOf(start.getUTCFullYear(), month + months * cycles, start.getUTCDate()) - DAY;
  return firstOf(start.getUTCFullYear(), month - (month % months) + months * cycles, 1) - DAY;
}

/** A day of a month in seconds; a day that the month does not have is its last one. */
function firstOf(year: number, month: number, day: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, last)) / 1000;
}

const money = (value: number) => Math.round(value * 10_000) / 10_000;

function withoutEmpty<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;
}
