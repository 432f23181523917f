import { heldByFilters, heldByMode } from './attempt/held-push.ts';
import type { PushAttempt } from './attempt/push-attempt.ts';
import type { PushOutcome } from './attempt/push-outcome.ts';
import { pushCompany } from './steps/company.step.ts';
import { pushContact } from './steps/contact.step.ts';
import { type OpportunityTools, pushOpportunity } from './steps/opportunity-push.ts';
import { pushProduct } from './steps/product.step.ts';

/**
 * The one door out: every record that goes to ConnectWise goes through here. Throws what stopped it; every step is safe to repeat, and creates
 * nothing twice (see PushAttempt.createOnce).
 */
export async function pushRecord(attempt: PushAttempt, tools: OpportunityTools): Promise<PushOutcome> {
  const held = (await heldByMode(attempt)) ?? (await heldByFilters(attempt));
  if (held) return held;
  switch (attempt.push.entity) {
    case 'opportunity':
      return pushOpportunity(attempt, tools);
    case 'company':
      await pushCompany(attempt);
      return { kind: 'pushed' };
    case 'contact':
      await pushContact(attempt);
      return { kind: 'pushed' };
    case 'product':
      await pushProduct(attempt);
      return { kind: 'pushed' };
    default:
      return attempt.push.entity satisfies never;
  }
}
