import type { Opportunity } from '../../../../connectwise/wire/opportunity.ts';
import type { EntityLink } from '../../../links/link.ts';
import { standInsOf, withoutStandIns } from '../../conflicts/base.rules.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { legibleOf } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

/** The link of an opportunity that is over here and was made in an open status: its outcome is still to go out, so nothing is agreed on about it. */
export async function withDueOutcome(
  attempt: PushAttempt,
  row: OpportunityRow,
  link: EntityLink,
  record: Opportunity | null,
): Promise<EntityLink> {
  const { base } = link;
  if (row.stageKind === 'open' || !record || !base || base.stageId !== row.stageId) return link;
  const standIns = standInsOf(base);
  const made = 'stageId' in standIns ? standIns : legibleOf(await attempt.stateOf('opportunity', record));
  return { ...link, base: { ...withoutStandIns(base, ['stageId']), stageId: made?.stageId ?? null } };
}
