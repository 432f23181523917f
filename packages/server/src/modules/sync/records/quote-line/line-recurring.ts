import { unitPrice } from '@causeway/shared/allocation';
import { recurringLineTotal } from '@causeway/shared/quote-totals';
import { Decimal } from 'decimal.js';
import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { ProductItem } from '../../../../connectwise/wire/product-item.ts';
import type { QuoteLineRow } from './quote-line-row.ts';

/** What one unit of a line costs each cycle, as it is sent. */
export interface RecurringFields {
  recurringRevenue: number;
  recurringCost: number;
  billCycleId: number | null;
  cycles: number | null;
}

/** The price after discount, as that which is paid once; null for a line that is paid once. */
export const recurringFields = (line: QuoteLineRow, billCycleId: number | null): RecurringFields | null =>
  line.billing === 'recurring'
    ? {
        recurringRevenue: unitPrice(recurringLineTotal(line), line.quantity),
        recurringCost: Number(line.recurringCost),
        billCycleId,
        cycles: line.billingCycles,
      }
    : null;

/** What must be sent so that a line recurs as wanted. What ConnectWise alone knows of it, such as the day of the first bill, stays. */
export function planRecurring(
  wanted: RecurringFields | null,
  { recurring }: Pick<ProductItem, 'recurring'>,
): PatchOperation[] {
  const present = recurring ?? null;
  const before = present && {
    recurringRevenue: present.recurringRevenue ?? 0,
    recurringCost: present.recurringCost ?? 0,
    billCycleId: present.billCycleId ?? present.billCycle?.id ?? null,
    cycles: present.cycles ?? null,
  };
  if (!wanted && !before) return [];
  if (!wanted) return [{ op: 'remove', path: 'recurring' }];
  const isSame =
    before !== null &&
    sameAmount(before.recurringRevenue, wanted.recurringRevenue) &&
    sameAmount(before.recurringCost, wanted.recurringCost) &&
    before.billCycleId === wanted.billCycleId &&
    before.cycles === wanted.cycles;
  if (isSame) return [];
  const kept = present && {
    startDate: present.startDate,
    cycleType: present.cycleType,
    ...(present.agreementType ? { agreementType: { id: present.agreementType.id } } : {}),
    ...(before?.cycles === wanted.cycles ? { endDate: present.endDate } : {}),
  };
  return [{ op: 'replace', path: 'recurring', value: withoutNothing({ ...kept, ...wanted }) }];
}

/** ConnectWise keeps amounts to four digits. */
const sameAmount = (a: number, b: number): boolean => new Decimal(a).minus(b).abs().lt('0.00005');

/** ConnectWise takes what is not there for what is empty. */
export const withoutNothing = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
