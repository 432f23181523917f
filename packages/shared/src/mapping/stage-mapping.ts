import type { ClosedStatus } from '../forms/configuration/closed-statuses.ts';
import type { OpportunityMapping } from '../forms/configuration/opportunity-mapping.ts';
import type { StageKind } from '../vocabulary.ts';

/** A CRM stage with what it is mapped to. */
export interface MappedStage {
  id: string;
  name: string;
  kind: StageKind;
  position: number;
  /** What is sent, and comes in at this stage. */
  remoteStageId: string | null;
  remoteStatusId: string | null;
  /** What comes in at this stage too, and is never sent. */
  otherRemoteStageIds?: readonly string[] | undefined;
  otherRemoteStatusIds?: readonly string[] | undefined;
}

export const otherFields = { remoteStageId: 'otherRemoteStageIds', remoteStatusId: 'otherRemoteStatusIds' } as const;

/** Everything of ConnectWise that comes in at a stage: what is sent first, then the others. */
export const comesInFrom = (
  stage: Pick<MappedStage, keyof typeof otherFields | (typeof otherFields)[keyof typeof otherFields]>,
  field: keyof typeof otherFields,
): string[] => [...(stage[field] ? [stage[field]] : []), ...(stage[otherFields[field]] ?? [])];

/** An entry of ConnectWise's list of stages or statuses; only statuses have flags. */
export interface RemoteOption {
  remoteId: string;
  label: string;
  isActive: boolean;
  flags: { wonFlag?: boolean; lostFlag?: boolean; closedFlag?: boolean };
}

/** What stands in where nothing is mapped. */
export interface MappingFallback {
  /** Of ConnectWise, for pushes. */
  remoteStageId: string | null;
  remoteStatusId: string | null;
  /** Of the CRM, for pulls; null for the first open stage. */
  stageId: string | null;
}

/** Everything that the rules of stage and status go by. */
export interface StageMapping {
  /** In pipeline order. */
  stages: readonly MappedStage[];
  remoteStages: readonly RemoteOption[];
  statuses: readonly RemoteOption[];
  options: OpportunityMapping;
  fallback: MappingFallback;
  /** What closed statuses mean, where an admin has said it. */
  closedStatuses?: readonly ClosedStatus[];
}

export const findOption = (options: readonly RemoteOption[], remoteId: string | null): RemoteOption | undefined =>
  remoteId === null ? undefined : options.find((option) => option.remoteId === remoteId);

/** What a ConnectWise status means in the pipeline. */
export function kindOfStatus(status: RemoteOption | undefined): StageKind {
  if (status?.flags.wonFlag) return 'won';
  // "No decision" is closed but neither won nor lost: in the pipeline it is over, so it counts as lost.
  if (status?.flags.lostFlag || status?.flags.closedFlag) return 'lost';
  return 'open';
}

/** The statuses that ConnectWise marks as won or lost and still offers; those that close an opportunity come first. */
export function flaggedStatuses(statuses: readonly RemoteOption[], kind: 'won' | 'lost'): RemoteOption[] {
  const flag = kind === 'won' ? 'wonFlag' : 'lostFlag';
  const flagged = statuses.filter((s) => s.isActive && s.flags[flag]);
  return [...flagged.filter((s) => s.flags.closedFlag), ...flagged.filter((s) => !s.flags.closedFlag)];
}

/** What an option is called on screen, also when it has gone since it was chosen. */
export function optionLabel(options: readonly RemoteOption[], remoteId: string): string {
  const option = findOption(options, remoteId);
  if (!option) return `#${remoteId} (no longer in ConnectWise)`;
  return option.isActive ? option.label : `${option.label} (inactive in ConnectWise)`;
}
