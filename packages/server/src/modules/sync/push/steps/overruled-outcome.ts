import type { Opportunity } from '../../../../connectwise/wire/opportunity.ts';
import type { EntityLink } from '../../../links/link.ts';
import { isAgreedThere, standInsOf } from '../../conflicts/base.rules.ts';
import type { NewConflict } from '../../conflicts/conflicts.queries.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { outcomeGoesOut } from '../../messages/conflict-description.messages.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { legibleOf } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';

/** Another outcome than the one that was entered here, which somebody set in ConnectWise since both sides agreed: it is written over. */
export async function overruledOutcome(
  attempt: PushAttempt,
  row: OpportunityRow,
  link: EntityLink,
  remote: Opportunity,
): Promise<NewConflict[]> {
  const { base } = link;
  const theirs = legibleOf(await attempt.stateOf('opportunity', remote))?.stageId ?? null;
  // Also one that was won before it was made there, in an open status that stands in until now.
  const isDue = base !== null && 'stageId' in base && (base.stageId !== row.stageId || 'stageId' in standInsOf(base));
  if (!isDue || theirs === null || theirs === row.stageId || isAgreedThere(base, 'stageId', theirs)) return [];
  return [
    newConflict(
      { link, name: row.name, record: remote },
      { field: 'stageId', crm: row.stageId, connectwise: theirs, kept: 'crm', why: outcomeGoesOut(), foundBy: 'out' },
    ),
  ];
}
