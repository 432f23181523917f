import { findOption, kindOfStatus } from '@causeway/shared/mapping/stage-mapping';
import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { isStepUnfinished } from '../attempt/push-steps.queries.ts';
import { planWithRemote, type StagePlan, type StandingQuestion, standingWithoutLook } from './stage-plan.rules.ts';

export type { StagePlan } from './stage-plan.rules.ts';

/** Of an opportunity that is new in ConnectWise. */
export const newStagePlan: StagePlan = { keepsStage: false, status: 'entering' };

/** What of the standing of a linked opportunity goes out; ConnectWise is asked only where the answer hangs on it. */
export async function planStage(attempt: PushAttempt, row: OpportunityRow, link: EntityLink): Promise<StagePlan> {
  const question = questionOf(attempt, row, link);
  const settled = standingWithoutLook(question);
  const closedAt = reopenedFrom(attempt, row, question);
  if (settled && !closedAt) return settled;
  const remote = await attempt.client.get(opportunityWire, link.remoteId);
  if (!remote) return newStagePlan;
  // Nobody moved it: only the stage that its win or loss had set there is one to leave.
  if (settled) return { ...settled, keepsStage: String(remote.stage?.id) !== closedAt?.remoteStageId };
  const { remoteHash } = await attempt.stateOf('opportunity', remote);
  const status = findOption(attempt.setup.mapping.statuses, remote.status ? String(remote.status.id) : null);
  const stage = stageOf(attempt.setup, row);
  const isOther = (ids: readonly string[] | undefined, id: number | undefined) => ids?.includes(String(id)) ?? false;
  const isUnfinished = await attempt.read((tx) => isStepUnfinished(tx, attempt.push, 'close'));
  return planWithRemote(question, {
    isUnfinished,
    hasNews: remoteHash !== link.remoteHash,
    kind: kindOfStatus(status),
    isOtherStage: isOther(stage.otherRemoteStageIds, remote.stage?.id),
    isOtherStatus: isOther(stage.otherRemoteStatusIds, remote.status?.id),
  });
}

/** The closed stage that an opportunity leaves for an open one which is mapped to none; null where it does not. */
function reopenedFrom({ setup: { mapping, may } }: PushAttempt, row: OpportunityRow, { agreed }: StandingQuestion) {
  const from = mapping.stages.find(({ id }) => id === agreed.stageId);
  const to = mapping.stages.find(({ id }) => id === row.stageId);
  const isReopened = may.pushUpdate && from && from.kind !== 'open' && row.stageKind === 'open';
  return isReopened && !to?.remoteStageId ? from : null;
}

function questionOf({ setup, push }: PushAttempt, row: OpportunityRow, { base }: EntityLink): StandingQuestion {
  const stageId = textOf(base?.stageId);
  return {
    statusSource: setup.mapping.options.statusSource,
    isEdit: setup.may.pushUpdate,
    isPlain: push.reason === 'updated' || push.reason === 'retry',
    local: { stageId: row.stageId, kind: row.stageKind, cwStatus: row.cwStatus },
    agreed: {
      stageId,
      kind: setup.mapping.stages.find((s) => s.id === stageId)?.kind ?? null,
      cwStatus: textOf(base?.cwStatus),
    },
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
