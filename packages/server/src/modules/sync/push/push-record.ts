import { syncOf } from '../registry.ts';
import { heldByFilters, heldByMode, heldByPeople } from './attempt/held-push.ts';
import type { PushAttempt } from './attempt/push-attempt.ts';
import type { PushOutcome } from './attempt/push-outcome.ts';
import { goneItself } from './steps/gone-itself.ts';
import type { OpportunityTools } from './steps/opportunity-push.ts';

/**
 * The one door out: every record that goes to ConnectWise goes through here. Throws what stopped it; every step is safe to repeat, and creates
 * nothing twice (`attempt/create-once.ts`). `registry.ts` names the steps of each record.
 */
export async function pushRecord(attempt: PushAttempt, tools: OpportunityTools): Promise<PushOutcome> {
  const held = (await heldByPeople(attempt)) ?? (await heldByMode(attempt)) ?? (await heldByFilters(attempt));
  if (held) return held;
  try {
    return await syncOf(attempt.push.entity).push(attempt, tools);
  } catch (error) {
    throw (await goneItself(attempt, error)) ?? error;
  }
}
