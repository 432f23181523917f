import {
  findOption,
  flaggedStatuses,
  type MappedStage,
  type RemoteOption,
  type StageMapping,
} from './stage-mapping.ts';

/** The opportunity whose status is asked for. */
export interface PushedStage {
  stage: MappedStage;
  /** The value of the custom field "CW Status". */
  cwStatus: string | null;
  /** It is new, won, lost or reopened. Later edits of a closed one follow the custom field. */
  isEntering: boolean;
}

/** Which rule gave the answer; told in the editor's effective result and in the simulator. */
export const pushStatusRules = ['mapped', 'sibling', 'chosen', 'flag', 'cw_status', 'default'] as const;
export type PushStatusRule = (typeof pushStatusRules)[number];

export type PushStatusAnswer =
  | { statusId: string; rule: PushStatusRule }
  | { statusId: null; rule: null; reason: string };

/**
 * Where the stage in ConnectWise comes from. Mapped to none (`default` for an open stage, `kept` for a closed one): an opportunity that is there keeps its
 * own, a new one gets the default.
 */
export const pushStageRules = ['mapped', 'default', 'kept'] as const;
export type PushStageRule = (typeof pushStageRules)[number];

/**
 * The stage that an opportunity gets in ConnectWise: the mapped one, else the default where it is new there (requirement R31). A stage that is not
 * mapped does not throw one that is there back to the default stage.
 */
export function pushStage(
  stage: MappedStage,
  { fallback }: StageMapping,
): { stageId: string | null; rule: PushStageRule } {
  if (stage.remoteStageId) return { stageId: stage.remoteStageId, rule: 'mapped' };
  return { stageId: fallback.remoteStageId, rule: stage.kind === 'open' ? 'default' : 'kept' };
}

/**
 * The status that an opportunity gets in ConnectWise (requirement R35): at a win or a loss the status of that; else the custom field
 * "CW Status", where it is used; else the status map of the stage; else the default, which is an open one, for one that is new or reopened.
 */
export function pushStatus(standing: PushedStage, mapping: StageMapping): PushStatusAnswer {
  return mapping.options.statusSource === 'map' ? byMap(standing.stage, mapping) : byField(standing, mapping);
}

/** The status with this name, one that is offered before one that is not: a renamed or old one may share it. */
export const statusByLabel = (statuses: readonly RemoteOption[], label: string): RemoteOption | undefined =>
  statuses.find((s) => s.label === label && s.isActive) ?? statuses.find((s) => s.label === label);

function byMap(stage: MappedStage, mapping: StageMapping): PushStatusAnswer {
  if (stage.remoteStatusId) return { statusId: stage.remoteStatusId, rule: 'mapped' };
  if (stage.kind === 'open') return byDefault(stage, mapping);
  // A second won stage cannot have the won status too, as the map is one-to-one; a win must not fall to the open default.
  const sibling = mapping.stages.find((s) => s.kind === stage.kind && s.remoteStatusId);
  if (sibling?.remoteStatusId) return { statusId: sibling.remoteStatusId, rule: 'sibling' };
  return byFlag(stage, stage.kind, mapping.statuses);
}

function byField({ stage, cwStatus, isEntering }: PushedStage, mapping: StageMapping): PushStatusAnswer {
  const { options, statuses } = mapping;
  if (stage.kind !== 'open' && (isEntering || !cwStatus)) {
    const chosen = findOption(statuses, stage.kind === 'won' ? options.wonStatusId : options.lostStatusId);
    if (chosen) return { statusId: chosen.remoteId, rule: 'chosen' };
    return byFlag(stage, stage.kind, statuses);
  }
  if (!cwStatus) return byDefault(stage, mapping);
  const named = statusByLabel(statuses, cwStatus);
  if (named) return { statusId: named.remoteId, rule: 'cw_status' };
  return none(`ConnectWise has no status "${cwStatus}" any more. Choose another CW Status for the opportunity.`);
}

function byDefault(stage: MappedStage, { fallback }: StageMapping): PushStatusAnswer {
  if (fallback.remoteStatusId) return { statusId: fallback.remoteStatusId, rule: 'default' };
  return none(
    `No open ConnectWise status is known for stage "${stage.name}". Refresh the lists, or choose a default status.`,
  );
}

function byFlag(stage: MappedStage, kind: 'won' | 'lost', statuses: readonly RemoteOption[]): PushStatusAnswer {
  const [flagged] = flaggedStatuses(statuses, kind);
  if (flagged) return { statusId: flagged.remoteId, rule: 'flag' };
  return none(
    `No ConnectWise status is marked as ${kind}. Map stage "${stage.name}" to a status in Settings, Mapping of opportunities.`,
  );
}

const none = (reason: string): PushStatusAnswer => ({ statusId: null, rule: null, reason });
