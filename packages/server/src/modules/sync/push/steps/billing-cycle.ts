import { billingCycleMissing } from '../../messages/push-problem.messages.ts';
import { cycleIdOf } from '../../records/product/billing-cycle.rules.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

/** The cycle in ConnectWise by which a line recurs; null for one that is paid once, or that names no cycle. */
export function billCycleOf(attempt: PushAttempt, line: QuoteLineRow): number | null {
  if (line.billing !== 'recurring' || !line.billingCycle) return null;
  const id = cycleIdOf(line, attempt.setup.lists.billing_cycle);
  if (id !== null) return id;
  throw PushRefused.of('billing_cycle_missing', billingCycleMissing(line.billingCycle, line.description));
}
