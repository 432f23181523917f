import type { StageKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';

/** Where an opportunity stands in ConnectWise, by IDs. */
export interface RemoteStanding {
  stageId: string | null;
  statusId: string | null;
}

/** The CRM stage for a standing; null when the pipeline has no stage that fits. */
export interface ResolvedStage {
  stageId: Id;
  kind: StageKind;
  /** The value of the custom field "CW Status"; left out while that is not used. */
  cwStatus?: string | null;
  /** Its status decides nothing: an opportunity that is linked already keeps the stage that it has. */
  leavesAsIs: boolean;
  /** A stage of the pipeline is mapped to its stage. */
  isStageMapped: boolean;
  /** What the status alone makes of the opportunity. */
  statusKind: StageKind;
  /** A status that did not decide, with the sentence that is true where the stage above is the one that stands here. */
  ignored: { status: string; sentence: string } | null;
}

/** Turns a ConnectWise stage and status into a CRM stage. Pure once loaded. */
export interface StageResolver {
  resolve(standing: RemoteStanding): ResolvedStage | null;
  /** A stage of the pipeline. */
  stageOf(stageId: Id): { name: string; kind: StageKind } | undefined;
}

/** Of records that have no stage. */
export const noStages: StageResolver = { resolve: () => null, stageOf: () => undefined };
