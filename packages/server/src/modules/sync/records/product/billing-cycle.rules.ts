import type { Billing } from '@causeway/shared/billing';
import type { ReferenceItemRecord } from '../../../connection/connection.ports.ts';
import { entryNamed } from '../fields/fields.ts';

/** The cycle in ConnectWise that a product or a line is billed by: the one that it came with, else the one of that name; null when there is none. */
export function cycleIdOf(
  { billingCycle, billingCycleId }: Pick<Billing, 'billingCycle' | 'billingCycleId'>,
  cycles: readonly ReferenceItemRecord[] | undefined,
): number | null {
  const isGone = cycles !== undefined && !cycles.some((cycle) => cycle.remoteId === billingCycleId && cycle.isActive);
  if (billingCycleId && !isGone) return Number(billingCycleId);
  const found = billingCycle ? entryNamed(cycles, billingCycle) : undefined;
  return found ? Number(found.remoteId) : null;
}
