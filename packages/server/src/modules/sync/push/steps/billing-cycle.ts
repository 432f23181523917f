import { cycleIdOf, noCycle } from '../../records/product/billing-cycle.rules.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

/** The cycle in ConnectWise by which a line recurs; null for one that is paid once, or that names no cycle. */
export function billCycleOf(attempt: PushAttempt, line: QuoteLineRow): number | null {
  if (line.billing !== 'recurring' || !line.billingCycle) return null;
  const id = cycleIdOf(line, attempt.setup.lists.billing_cycle);
  if (id !== null) return id;
  throw new PushRefused(
    'billing_cycle_missing',
    `${noCycle(line.billingCycle)}, by which line "${line.description}" is billed.`,
    'Choose another cycle on the line of the quote, or add the cycle in ConnectWise (System, Setup Tables, Billing Cycle) and refresh the lists. Then retry.',
  );
}
