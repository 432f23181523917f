import type { StageKind } from '../vocabulary.ts';
import { comesInFrom, findOption, kindOfStatus, type MappedStage, type StageMapping } from './stage-mapping.ts';

/** Where an opportunity stands in ConnectWise, by IDs. */
export interface RemoteStanding {
  remoteStageId: string | null;
  remoteStatusId: string | null;
}

export const pulledStageRules = ['closed_status', 'stage_map', 'status_map', 'closed_outcome', 'default'] as const;
export type PulledStageRule = (typeof pulledStageRules)[number];

export interface PulledStage {
  stage: MappedStage;
  rule: PulledStageRule;
  /** What the status alone makes of the opportunity. */
  statusKind: StageKind;
  /** The status that did not come through: a closed one while the opportunity stands otherwise here, or another one than the ordinary that decided nothing. */
  ignoredStatus: string | null;
  /** Its status means "leave as it is" and nothing else decided: an opportunity that is linked already keeps the stage that it has. */
  leavesAsIs: boolean;
}

/**
 * The CRM stage of an opportunity that comes from ConnectWise (requirement R34): the CRM stage that its ConnectWise stage is mapped to; else
 * the one that its status is mapped to; else the default CRM stage. An admin may let a closed status go first (reading A9). Null only when
 * the pipeline has no open stage at all.
 *
 * Several stages or statuses of ConnectWise may come in at one CRM stage; one of them is sent. The usual win comes in by the status map, as won
 * and lost stages have to be mapped. For closed statuses that are not mapped an admin says what they mean, many to one outcome. A closed status that nobody mapped, and whose meaning nobody
 * has said, goes to the default stage like everything unmapped. Whenever a status did not come through the audit log says so; the ordinary one of open opportunities says nothing.
 */
export function pulledStage(standing: RemoteStanding, mapping: StageMapping): PulledStage | null {
  const { remoteStageId, remoteStatusId } = standing;
  const { stages, options } = mapping;
  const status = findOption(mapping.statuses, remoteStatusId);
  const outcome = mapping.closedStatuses?.find(({ statusId }) => statusId === remoteStatusId)?.outcome;
  const kind = outcome === 'won' || outcome === 'lost' ? outcome : kindOfStatus(status);
  const ordinary = mapping.fallback.remoteStatusId;
  const usesStatusMap = options.statusSource === 'map';
  const byStage = remoteStageId
    ? stages.find((s) => comesInFrom(s, 'remoteStageId').includes(remoteStageId))
    : undefined;
  const byStatus =
    usesStatusMap && remoteStatusId
      ? stages.find((s) => comesInFrom(s, 'remoteStatusId').includes(remoteStatusId))
      : undefined;
  const found = (stage: MappedStage, rule: PulledStageRule): PulledStage => {
    // A closed status that an admin mapped to an open stage is meant so.
    const saysMore =
      kind === 'open'
        ? usesStatusMap && stage !== byStatus && ordinary !== null && remoteStatusId !== ordinary
        : stage.kind !== kind;
    const isIgnored = saysMore && (rule === 'stage_map' || rule === 'default');
    return {
      stage,
      rule,
      statusKind: kind,
      ignoredStatus: isIgnored ? (status?.label ?? null) : null,
      leavesAsIs: outcome === 'as_is' && rule === 'default',
    };
  };
  if (options.closedStatusWins && kind !== 'open' && outcome !== 'as_is') {
    const closed = byStage?.kind === kind ? byStage : (byStatus ?? stages.find((s) => s.kind === kind));
    if (closed) return found(closed, 'closed_status');
  }
  if (byStage) return found(byStage, 'stage_map');
  if (byStatus) return found(byStatus, 'status_map');
  const byOutcome = outcome && outcome !== 'as_is' ? stages.find((s) => s.kind === outcome) : undefined;
  if (byOutcome) return found(byOutcome, 'closed_outcome');
  const fallback = stages.find((s) => s.id === mapping.fallback.stageId) ?? stages.find((s) => s.kind === 'open');
  return fallback ? found(fallback, 'default') : null;
}
