import type { NewAuditEvent } from '../audit-event.rules.ts';
import { slotOf } from './slots.rules.ts';

/** What is counted: rows of the log, times from a change on one side to the other, requests to ConnectWise. */
export type Measure = 'event' | 'lag' | 'api_call';

/** So many of the same kind within a minute. */
export interface Tally {
  measure: Measure;
  direction: string | null;
  entity: string | null;
  operation: string | null;
  status: string | null;
  code: string | null;
  slot: number;
  n: number;
}

const nothing = { direction: null, entity: null, operation: null, status: null, code: null };

/** What these rows of the log add to the figures: one tally a row at most, and one more for those that say how long a change was on its way. */
export function talliesOf(events: readonly NewAuditEvent[]): Tally[] {
  return addedUp(
    events.flatMap((event) => {
      const { direction = null, entity = null, operation, status, code = null, durationMs, lagMs } = event;
      const counted = {
        measure: 'event',
        direction,
        entity,
        operation,
        status,
        code,
        slot: slotOf(rounded(durationMs)),
        n: 1,
      } as const;
      return lagMs == null ? [counted] : [counted, lagTally({ direction, entity, lagMs })];
    }),
  );
}

export const lagTally = (lag: { direction: string | null; entity: string | null; lagMs: number }): Tally => ({
  ...nothing,
  measure: 'lag',
  direction: lag.direction,
  entity: lag.entity,
  slot: slotOf(lag.lagMs),
  n: 1,
});

export const callTally = (outcome: string, durationMs: number): Tally => ({
  ...nothing,
  measure: 'api_call',
  code: outcome,
  slot: slotOf(durationMs),
  n: 1,
});

/** Tallies of one kind put together. */
export function addedUp(tallies: readonly Tally[]): Tally[] {
  const byKind = new Map<string, Tally>();
  for (const tally of tallies) {
    const { measure, direction, entity, operation, status, code, slot } = tally;
    const key = `${measure}|${direction}|${entity}|${operation}|${status}|${slot}|${code}`;
    const known = byKind.get(key);
    if (known) known.n += tally.n;
    else byKind.set(key, { ...tally });
  }
  return [...byKind.values()];
}

const rounded = (ms: number | null | undefined): number | null => (ms == null ? null : Math.round(ms));
