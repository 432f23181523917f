import type { Opportunity } from '../../../connectwise/wire/opportunity.ts';
import type { EntityFilters } from '../../integration/filters/filters.rules.ts';
import { opportunitySync } from '../records/opportunity/opportunity.sync.ts';
import type { Filling, Unfilled } from './status-fill.queries.ts';

export interface FillRules {
  /** Of ConnectWise's statuses, by ID. */
  labels: Readonly<Record<string, string>>;
  filters: EntityFilters;
}

/**
 * What the field of each opportunity becomes. One that is gone in ConnectWise, has no status that is known, or fails a filter (requirement
 * R22) stays empty.
 */
export function fillingsOf(
  rows: readonly Unfilled[],
  found: readonly Opportunity[],
  { labels, filters }: FillRules,
): Filling[] {
  const byId = new Map(found.map((one) => [String(one.id), one]));
  return rows.flatMap(({ localId, remoteId }): Filling[] => {
    const opportunity = byId.get(remoteId);
    const label = opportunity?.status ? labels[String(opportunity.status.id)] : undefined;
    if (!opportunity || !label || opportunitySync.excluded(opportunity, filters)?.isChosen) return [];
    return [{ localId, label }];
  });
}
