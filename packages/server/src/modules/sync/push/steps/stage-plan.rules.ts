import type { OpportunityMapping } from '@causeway/shared/forms/configuration/opportunity-mapping';
import type { StageKind } from '@causeway/shared/vocabulary';

/**
 * What of an opportunity's standing is sent. `keepsStage`: ConnectWise's stage stands. `status`: ConnectWise's stands (`kept`); that of the stage or,
 * for a new, won, lost or reopened one, of the outcome is set (`entering`); that of the field CW Status is set (`edited`).
 */
export type StagePlan = { keepsStage: boolean; status: 'kept' | 'entering' | 'edited' };

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
}

/**
 * A plain edit in the stage that both sides agreed on. Where ConnectWise has news that were not pulled yet, or closed the opportunity, its
 * stage and status stand: an edit of the name must neither undo a win there nor turn one kind of won into another, nor one of several stages
 * that come in here as one into the one that is sent.
 */
export function planWithRemote(question: StandingQuestion, remote: RemoteStanding): StagePlan {
  const stands = remote.hasNews || remote.kind !== 'open';
  const keepsStage = stands || remote.isOtherStage;
  if (question.statusSource === 'custom_field') return { keepsStage, status: fieldStatus(question) };
  return { keepsStage, status: stands || remote.isOtherStatus ? 'kept' : 'entering' };
}

/** The field is merged like any other: only what was changed here goes out. */
const fieldStatus = ({ local, agreed }: StandingQuestion): StagePlan['status'] =>
  local.cwStatus !== null && local.cwStatus !== agreed.cwStatus ? 'edited' : 'kept';
