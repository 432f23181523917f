import type { StageKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import type { OrderedRequest } from '../keyset-page.queries.ts';
import type { RecordNarrowing } from '../listed-records.ts';

export const opportunityOrders = ['name', 'client', 'stage', 'owner', 'close_date', 'value'] as const;
/** `stage`: in the order of the pipeline; `close_date`: the next one first; `value`: by the one-time amount. */
export type OpportunityOrder = (typeof opportunityOrders)[number];

/** What narrows a list of opportunities. */
export interface OpportunityNarrowing extends RecordNarrowing {
  stageId?: Id | null;
  kind?: StageKind | null;
  clientId?: Id | null;
  ownerId?: Id | null;
  /** Whether something is planned: an open activity. */
  hasNextStep?: boolean | null;
  /** Days, YYYY-MM-DD, between which it is expected to close, both included. */
  closesFrom?: string | null;
  closesTo?: string | null;
}

/** By value the highest one comes first unless said, in every other order the lowest. */
export interface OpportunityRequest extends OrderedRequest<OpportunityOrder>, OpportunityNarrowing {}
