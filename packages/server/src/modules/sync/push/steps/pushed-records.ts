import type { PulledEntity } from '../../../links/link.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import type { PushOutcome } from '../attempt/push-outcome.ts';
import { pushCompany } from './company.step.ts';
import { pushContact } from './contact.step.ts';
import { type OpportunityTools, pushOpportunity } from './opportunity-push.ts';
import { pushProduct } from './product.step.ts';

/** How a record goes out: created with what it needs, or brought up to date. Safe to repeat. */
export type PushOf = (attempt: PushAttempt, tools: OpportunityTools) => Promise<PushOutcome>;

/** Every record that goes out; one without its line does not compile. */
export const pushedRecords: Readonly<Record<PulledEntity, PushOf>> = {
  company: always(pushCompany),
  contact: always(pushContact),
  product: always(pushProduct),
  opportunity: pushOpportunity,
};

function always(push: (attempt: PushAttempt) => Promise<unknown>): PushOf {
  return async (attempt) => {
    await push(attempt);
    return { kind: 'pushed' };
  };
}
