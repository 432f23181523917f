import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import { isTheDefault, optionGone, stageIsMappedToIt } from '../../messages/push-problem.messages.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { lostOption, type WantedOption } from '../attempt/lost-option.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';

/**
 * Refuses a push that would write a stage, status or default which ConnectWise has deactivated or removed, before anything is written for
 * it. It goes out by itself once another one is chosen; pushes that do not need the option are not touched.
 */
export async function holdBackForLostOption(attempt: PushAttempt, row: OpportunityRow): Promise<void> {
  const isNew = (await attempt.links.of('opportunity', row.id)) === null;
  const lost = lostOption(wantedBy(attempt, row, isNew), attempt.setup.lists);
  if (!lost) return;
  throw PushRefused.of('option_gone', optionGone(row.name, lost), { step: lost.step });
}

function wantedBy({ setup, push }: PushAttempt, row: OpportunityRow, isNew: boolean): WantedOption[] {
  const { defaults, lists, mapping, may } = setup;
  const own = stageOf(setup, row);
  const target = pushStage(own, mapping);
  const status = pushStatus({ stage: own, cwStatus: row.cwStatus, isEntering: isNew }, mapping);
  // One that is there keeps its stage and status where they are mapped to none (`withoutDefaults`).
  const takesDefaults = isNew || (push.reason === 'reopened' && own.kind === 'open');
  const isMapped = { why: stageIsMappedToIt(row.stageName), step: 'mapping' } as const;
  const isDefault = (word: string) => ({ why: isTheDefault(word), step: 'scope' }) as const;
  const stage: WantedOption = {
    kind: 'stage',
    remoteId: target.rule === 'mapped' || takesDefaults ? target.stageId : null,
    ...(target.rule === 'mapped' ? isMapped : isDefault('stage')),
  };
  const salesRep: WantedOption = {
    kind: 'member',
    remoteId: salesRepFor(row.ownerEmail, defaults, lists),
    ...isDefault('sales representative'),
  };
  const closing: WantedOption = {
    kind: 'status',
    remoteId: status.rule === 'default' && !takesDefaults ? null : status.statusId,
    ...(status.rule === 'mapped' ? isMapped : isDefault('status')),
  };
  if (!isNew) return may.pushUpdate ? [stage, closing, salesRep] : [stage, closing];
  return [
    stage,
    closing,
    salesRep,
    { kind: 'status', remoteId: defaults.statusId, ...isDefault('status') },
    { kind: 'rating', remoteId: defaults.ratingId, ...isDefault('rating') },
    { kind: 'opportunity_type', remoteId: defaults.opportunityTypeId, ...isDefault('opportunity type') },
    { kind: 'location', remoteId: defaults.locationId, ...isDefault('location') },
    { kind: 'department', remoteId: defaults.departmentId, ...isDefault('business unit') },
    { kind: 'tax_code', remoteId: defaults.taxCodeId, ...isDefault('tax code') },
  ];
}
