import type { Stored } from '../model/stored.ts';
import type { Tenant } from '../tenant/tenant.ts';

const DAY = 86_400;
const FAILING_DAYS = 3;

/** After three days in a row of failures an entry is switched off (Developer Guide); a success starts the count anew. */
export function recordOutcome(tenant: Tenant, entryId: number, isDelivered: boolean): void {
  const entry = tenant.store.table('callbacks').get(entryId);
  if (!entry) return;
  const days = (entry.$failedDays ?? []) as readonly number[];
  const next = isDelivered ? [] : withToday(days, Math.floor(tenant.store.clock.seconds() / DAY));
  const isSame = next.length === days.length && next.every((day, at) => day === days[at]);
  if (isSame) return;
  const row: Stored = { ...entry, $failedDays: next, ...(next.length >= FAILING_DAYS ? { inactiveFlag: true } : {}) };
  tenant.store.transaction({ id: 0, identifier: 'system' }, () => tenant.store.put('callbacks', row, { silent: true }));
}

function withToday(days: readonly number[], today: number): readonly number[] {
  if (days.at(-1) === today) return days;
  return days.at(-1) === today - 1 ? [...days, today].slice(-FAILING_DAYS) : [today];
}
