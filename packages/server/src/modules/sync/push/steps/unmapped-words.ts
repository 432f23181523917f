import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import type { Opportunity } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { stageAtDefault, standsThere } from '../../messages/not-sent.messages.ts';
import type { NotSent } from '../../records/fields/derive.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { type PushSetup, stageOf } from '../attempt/push-setup.ts';
import type { StagePlan } from './stage-plan.rules.ts';

/** A move to an open stage that is mapped to none shows nothing in ConnectWise, so it is said, with what stands there. */
export function unmappedWords(
  setup: PushSetup,
  row: OpportunityRow,
  remote: Opportunity,
  { keepsStage, status }: StagePlan,
): NotSent[] {
  const { mapping, lists } = setup;
  const stage = stageOf(setup, row);
  if (stage.kind !== 'open') return [];
  const { stageId, rule } = pushStage(stage, mapping);
  const defaultStage = stageId === null ? null : (findReference(lists.stage, stageId)?.label ?? null);
  const ofStage =
    keepsStage || defaultStage === null
      ? standsThere('stage', { stage: row.stageName, there: remote.stage?.name ?? null })
      : stageAtDefault(row.stageName, defaultStage);
  const answer = pushStatus({ stage, cwStatus: row.cwStatus, isEntering: true }, mapping);
  const leavesStatus =
    mapping.options.statusSource === 'map' &&
    status === 'kept' &&
    answer.rule === 'default' &&
    String(remote.status?.id) !== answer.statusId;
  const ofStatus = standsThere('status', { stage: row.stageName, there: remote.status?.name ?? null });
  return [
    ...(rule === 'mapped' ? [] : [{ field: 'stageId', because: ofStage }]),
    ...(leavesStatus ? [{ field: 'status', because: ofStatus }] : []),
  ];
}
