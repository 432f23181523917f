import { pushStatus } from '../../../mapping/push-status.rules.ts';
import { salesRepFor } from '../../../settings/defaults.rules.ts';
import type { OpportunityRow } from '../../entities/opportunity/opportunity-to-connectwise.ts';
import { lostOption, type WantedOption } from '../lost-option.rules.ts';
import type { PushAttempt } from '../push-attempt.ts';
import { PushRefused } from '../push-refused.ts';

/**
 * Refuses a push that would write a stage, status or default which ConnectWise has deactivated or removed, before anything is written for
 * it. It goes out by itself once another one is chosen; pushes that do not need the option are not touched.
 */
export async function holdBackForLostOption(attempt: PushAttempt, row: OpportunityRow): Promise<void> {
  const isNew = (await attempt.linkOf('opportunity', row.id)) === null;
  const lost = lostOption(wantedBy(attempt, row, isNew), attempt.setup.lists);
  if (!lost) return;
  throw new PushRefused(
    'option_gone',
    `Opportunity "${row.name}" waits: ${lost.message}`,
    'Choose another one in the settings. The push then goes out by itself.',
    lost.step,
  );
}

function wantedBy({ setup }: PushAttempt, row: OpportunityRow, isNew: boolean): WantedOption[] {
  const { defaults, lists, stages, may } = setup;
  const mapped = stages.find((stage) => stage.id === row.stageId);
  const status = pushStatus({
    stage: { name: row.stageName, kind: row.stageKind },
    mappedStatusId: mapped?.remoteStatusId ?? null,
    defaultStatusId: defaults.statusId,
    statuses: lists.status ?? [],
  });
  const isMapped = { why: `stage "${row.stageName}" is mapped to it`, step: 'mapping' } as const;
  const isDefault = (word: string) => ({ why: `it is the default ${word}`, step: 'scope' }) as const;
  const stage: WantedOption = mapped?.remoteStageId
    ? { kind: 'stage', remoteId: mapped.remoteStageId, ...isMapped }
    : { kind: 'stage', remoteId: defaults.stageId, ...isDefault('stage') };
  const salesRep: WantedOption = {
    kind: 'member',
    remoteId: salesRepFor(row.ownerEmail, defaults, lists),
    ...isDefault('sales representative'),
  };
  const closing: WantedOption = {
    kind: 'status',
    remoteId: status.statusId,
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
