import type { StageKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import type { PageRequest } from '../keyset-page.queries.ts';

export const opportunityOrders = ['name', 'close_date', 'value'] as const;
/** `close_date`: the next one first, those without one last; `value`: the highest one-time amount first. */
export type OpportunityOrder = (typeof opportunityOrders)[number];

/** What narrows a list of opportunities. */
export interface OpportunityNarrowing {
  search?: string | null;
  stageId?: Id | null;
  kind?: StageKind | null;
  clientId?: Id | null;
  /** Whether something is planned: an open activity. */
  hasNextStep?: boolean | null;
}

export interface OpportunityRequest extends PageRequest, OpportunityNarrowing {
  orderBy?: OpportunityOrder | null;
}
