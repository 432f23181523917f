import type { OpportunityMapping } from '@causeway/shared/forms/configuration/opportunity-mapping';
import type { StageKind } from '@causeway/shared/vocabulary';

/**
 * What of an opportunity's standing is sent. `keepsStage`: ConnectWise's stage stands. `status`: ConnectWise's stands (`kept`); that of the stage or,
 * for a new, won, lost or reopened one, of the outcome is set (`entering`); that of the field CW Status is set (`edited`). `isOpenMove`: it is open,
 * and was where both sides last agreed, so that a move of there may stand in the place of ours.
 */
export type StagePlan = { keepsStage: boolean; status: 'kept' | 'entering' | 'edited'; isOpenMove?: boolean };

export interface StandingQuestion {
  statusSource: OpportunityMapping['statusSource'];
  /** Whether edits go out at all; where they do not, this is the win (reading A3). */
  isEdit: boolean;
  /** Whether this push stands for a plain edit, or a retry of one. */
  isPlain: boolean;
  local: { stageId: string; kind: StageKind; cwStatus: string | null };
  /** As both sides last agreed; kind null when that is not known. */
  agreed: { stageId: string | null; kind: StageKind | null; cwStatus: string | null };
}

/** Null when only ConnectWise itself can tell; see `afterLook`. */
export function standingWithoutLook(question: StandingQuestion): StagePlan | null {
  const { isEdit, isPlain, local, agreed, statusSource } = question;
  if (!isEdit || !isPlain) return { keepsStage: false, status: 'entering' };
  const isMoved = local.stageId !== agreed.stageId;
  const hasNewKind = local.kind !== (agreed.kind ?? 'open');
  if (isMoved && (hasNewKind || statusSource === 'map')) return { keepsStage: false, status: 'entering' };
  return isMoved ? { keepsStage: false, status: fieldStatus(question) } : null;
}

/** Where the opportunity stands in ConnectWise. */
interface RemoteStanding {
  hasNews: boolean;
  kind: StageKind;
  /** Its stage, or its status, is one of those that come in at the stage here, beside the one that is sent. */
  isOtherStage: boolean;
  isOtherStatus: boolean;
  /** An earlier push moved it and ended before it had set the status. */
  isUnfinished: boolean;
}

/**
 * A plain edit in the stage that both sides agreed on: nobody moved it here, so ConnectWise's stage and status stand, also those that are mapped to
 * none, or to another stage since the settings were changed. What is left to do is a move that an earlier push began: one that closed the
 * opportunity here while ConnectWise still has it open, or that did not come to its status.
 */
export function planWithRemote(question: StandingQuestion, remote: RemoteStanding): StagePlan {
  const stands = remote.hasNews || remote.kind !== 'open';
  const isDue = !stands && (remote.isUnfinished || question.local.kind !== 'open');
  const keepsStage = !isDue || remote.isOtherStage;
  if (question.statusSource === 'custom_field') return { keepsStage, status: fieldStatus(question) };
  return { keepsStage, status: isDue && !remote.isOtherStatus ? 'entering' : 'kept' };
}

/**
 * One that was found when it was to be created. Who moved it there since its create did so knowing more than the create, so that stands, unless it was
 * moved here as well. An outcome of here is still to be sent; where nobody knows what was sent (`isMovedThere` null), only to one that is open there.
 */
export function planWithFound({
  isUnmapped,
  isMovedHere,
  isMovedThere,
  here,
  there,
}: {
  isUnmapped: boolean;
  isMovedHere: boolean;
  isMovedThere: boolean | null;
  here: StageKind;
  there: StageKind;
}): StagePlan {
  const goesOut: StagePlan = { keepsStage: isUnmapped, status: 'entering' };
  const stands: StagePlan = { keepsStage: true, status: 'kept' };
  if (isMovedThere === null) return here !== 'open' && there === 'open' ? goesOut : stands;
  if (!isMovedThere || here !== 'open') return goesOut;
  return isMovedHere ? { ...goesOut, isOpenMove: true } : stands;
}

/**
 * The plan where what the stage is mapped to is a default. That is for a new opportunity: on one that is there it would overwrite what somebody set
 * in ConnectWise, so it takes the place only of what the win or the loss of one that is reopened had set (`leaves`).
 */
export function withoutDefaults(
  plan: StagePlan,
  isDefault: { stage: boolean; status: boolean },
  leaves: { stage: boolean; status: boolean },
): StagePlan {
  return {
    keepsStage: plan.keepsStage || (isDefault.stage && !leaves.stage),
    status: plan.status === 'entering' && isDefault.status && !leaves.status ? 'kept' : plan.status,
  };
}

/** The field is merged like any other: only what was changed here goes out. */
const fieldStatus = ({ local, agreed }: StandingQuestion): StagePlan['status'] =>
  local.cwStatus !== null && local.cwStatus !== agreed.cwStatus ? 'edited' : 'kept';
