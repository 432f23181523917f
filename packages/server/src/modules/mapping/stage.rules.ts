import type { StageKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../platform/ids.ts';
import type { ReferenceItemRecord } from '../connection/connection.ports.ts';

/** A CRM stage with what it is mapped to. */
export interface MappedStage {
  id: Id;
  name: string;
  kind: StageKind;
  position: number;
  remoteStageId: string | null;
  remoteStatusId: string | null;
}

/** The stage that an opportunity gets in ConnectWise: the mapped one, else the default (requirement R31). */
export const pushStage = (stage: Pick<MappedStage, 'remoteStageId'>, defaultStageId: string | null): string | null =>
  stage.remoteStageId ?? defaultStageId;

export interface PulledStageQuestion {
  remoteStageId: string | null;
  remoteStatusId: string | null;
  /** In pipeline order. */
  stages: readonly MappedStage[];
  statuses: readonly ReferenceItemRecord[];
  /** The admin's choice for what is not mapped; null: the first open stage. */
  defaultStageId?: string | null;
}

export type PulledStageRule = 'stage_map' | 'status_map' | 'status_flag' | 'default';

/**
 * The CRM stage of an opportunity that comes from ConnectWise (requirement R34): the CRM stage its ConnectWise stage is mapped to; else the
 * one its status is mapped to; else a won or lost status goes to the won or lost stage; else the default, or the first open stage. Null only
 * when the pipeline has no open stage at all.
 */
export function pulledStage(question: PulledStageQuestion): { stageId: Id; rule: PulledStageRule } | null {
  const { remoteStageId, remoteStatusId, stages } = question;
  const byStage = remoteStageId ? stages.find((s) => s.remoteStageId === remoteStageId) : undefined;
  if (byStage) return { stageId: byStage.id, rule: 'stage_map' };
  const byStatus = remoteStatusId ? stages.find((s) => s.remoteStatusId === remoteStatusId) : undefined;
  if (byStatus) return { stageId: byStatus.id, rule: 'status_map' };
  const kind = kindOfStatus(question.statuses.find((s) => s.remoteId === remoteStatusId));
  const byKind = kind === 'open' ? undefined : stages.find((s) => s.kind === kind);
  if (byKind) return { stageId: byKind.id, rule: 'status_flag' };
  const opens = stages.filter((s) => s.kind === 'open');
  const open = opens.find((s) => s.id === question.defaultStageId) ?? opens[0];
  return open ? { stageId: open.id, rule: 'default' } : null;
}

function kindOfStatus(status: ReferenceItemRecord | undefined): StageKind {
  if (status?.flags.wonFlag) return 'won';
  // "No decision" is closed but neither won nor lost: in the pipeline it is over, so it counts as lost.
  if (status?.flags.lostFlag || status?.flags.closedFlag) return 'lost';
  return 'open';
}
