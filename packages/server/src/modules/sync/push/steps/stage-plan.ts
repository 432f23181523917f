import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { findOption, kindOfStatus } from '@causeway/shared/mapping/stage-mapping';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { EntityLink } from '../../../links/link.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { isSentStill } from '../attempt/as-sent.rules.ts';
import type { Body } from '../attempt/create-intents.queries.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { isStepUnfinished } from '../attempt/push-steps.queries.ts';
import {
  planWithFound,
  planWithRemote,
  type StagePlan,
  type StandingQuestion,
  standingWithoutLook,
  withoutDefaults,
} from './stage-plan.rules.ts';

export type { StagePlan } from './stage-plan.rules.ts';

/** Of an opportunity that is new in ConnectWise. */
export const newStagePlan: StagePlan = { keepsStage: false, status: 'entering' };

/** Of one whose standing does not go out. */
export const heldStagePlan: StagePlan = { keepsStage: true, status: 'kept' };

/** What of the standing of a linked opportunity goes out; ConnectWise is asked only where the answer hangs on it. */
export async function planStage(attempt: PushAttempt, row: OpportunityRow, link: EntityLink): Promise<StagePlan> {
  const question = questionOf(attempt, row, link);
  const isOpenMove = question.isPlain && row.stageKind === 'open' && question.agreed.kind === 'open';
  return { ...(await planOf(attempt, row, link, question)), isOpenMove };
}

/**
 * The same of one that was found there when it was to be created: made by a request whose answer was lost, after the backup, or by somebody in
 * ConnectWise. `sent`: what the request had sent; null where that is not known.
 */
export async function planFound(
  attempt: PushAttempt,
  row: OpportunityRow,
  { record, sent }: { record: Opportunity; sent: Body | null },
): Promise<StagePlan> {
  const link = await attempt.links.of('opportunity', row.id);
  const isStill = (property: 'stage' | 'status') => sent !== null && isSentStill(sent[property], record[property]);
  return planWithFound({
    isUnmapped: defaultsOf(attempt, row).stage,
    isMovedHere: sent !== null && link?.base?.stageId !== row.stageId,
    isMovedThere: sent === null ? null : !(isStill('stage') && isStill('status')),
    here: row.stageKind,
    there: kindThere(attempt, record),
  });
}

async function planOf(
  attempt: PushAttempt,
  row: OpportunityRow,
  link: EntityLink,
  question: StandingQuestion,
): Promise<StagePlan> {
  const isDefault = defaultsOf(attempt, row);
  const from = reopenedFrom(attempt, row, question);
  const settled = standingWithoutLook(question);
  const isOpened = from !== null && (isDefault.stage || isDefault.status);
  // Where it was closed there meanwhile, only an open status sends a move that prevails.
  const mayBeClosed = isOpenMoved(row, question) && isDefault.status && settled?.status === 'entering';
  if (settled && !isOpened && !mayBeClosed) return withoutDefaults(settled, isDefault, { stage: false, status: false });
  const remote = await attempt.client.get(opportunityWire, link.remoteId);
  if (!remote) return newStagePlan;
  const plan = settled ?? (await planByLook(attempt, { row, link, question, remote }));
  return withoutDefaults(plan, isDefault, {
    // Nobody moved it there: only the stage that its win or loss had set is one to leave.
    stage: isOpened && from.remoteStageId !== null && String(remote.stage?.id) === from.remoteStageId,
    status: isOpened ? kindThere(attempt, remote) !== 'open' : mayBeClosed && (await isClosedThere(attempt, remote)),
  });
}

/** It was open where both sides last agreed, and moved here to another open stage. */
const isOpenMoved = (row: OpportunityRow, { isPlain, agreed }: StandingQuestion): boolean =>
  isPlain && row.stageKind === 'open' && agreed.kind === 'open' && row.stageId !== agreed.stageId;

/** It would come in as won or lost: a closed status that means "leave as it is" closes nothing here. */
async function isClosedThere(attempt: PushAttempt, remote: Opportunity): Promise<boolean> {
  const { fields } = await attempt.stateOf('opportunity', remote);
  const kind = attempt.setup.mapping.stages.find(({ id }) => id === fields?.stageId)?.kind;
  return kind === 'won' || kind === 'lost';
}

async function planByLook(
  attempt: PushAttempt,
  {
    row,
    link,
    question,
    remote,
  }: { row: OpportunityRow; link: EntityLink; question: StandingQuestion; remote: Opportunity },
): Promise<StagePlan> {
  const { remoteHash } = await attempt.stateOf('opportunity', remote);
  const stage = stageOf(attempt.setup, row);
  const isOther = (ids: readonly string[] | undefined, id: number | undefined) => ids?.includes(String(id)) ?? false;
  const isUnfinished = await attempt.read((tx) => isStepUnfinished(tx, attempt.push, 'close'));
  return planWithRemote(question, {
    isUnfinished,
    hasNews: remoteHash !== link.remoteHash,
    kind: kindThere(attempt, remote),
    isOtherStage: isOther(stage.otherRemoteStageIds, remote.stage?.id),
    isOtherStatus: isOther(stage.otherRemoteStatusIds, remote.status?.id),
  });
}

/** As ConnectWise's own flags have it, whatever the status is mapped to here. */
export const kindThere = ({ setup: { mapping } }: PushAttempt, { status }: Opportunity) =>
  kindOfStatus(findOption(mapping.statuses, status ? String(status.id) : null));

/** What of the standing is mapped to nothing in ConnectWise. */
function defaultsOf({ setup }: PushAttempt, row: OpportunityRow): { stage: boolean; status: boolean } {
  const stage = stageOf(setup, row);
  const status = pushStatus({ stage, cwStatus: row.cwStatus, isEntering: true }, setup.mapping);
  return { stage: pushStage(stage, setup.mapping).rule !== 'mapped', status: status.rule === 'default' };
}

/** The closed stage that an opportunity leaves for an open one; null where it does not. */
function reopenedFrom({ setup: { mapping }, push }: PushAttempt, row: OpportunityRow, { agreed }: StandingQuestion) {
  const from = mapping.stages.find(({ id }) => id === agreed.stageId);
  const isReopened = push.reason === 'reopened' || (from !== undefined && from.kind !== 'open');
  return from && isReopened && row.stageKind === 'open' ? from : null;
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
