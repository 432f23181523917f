import { type PulledStage, type PulledStageRule, pulledStage, type RemoteStanding } from './pulled-stage.rules.ts';
import {
  type PushedStage,
  type PushStageRule,
  type PushStatusRule,
  pushStage,
  pushStatus,
} from './push-status.rules.ts';
import { findOption, kindOfStatus, type MappedStage, optionLabel, type StageMapping } from './stage-mapping.ts';

/** What a push or a pull comes to, with the rule that decided in words. */
export interface PushOutcome {
  remoteStageId: string | null;
  remoteStatusId: string | null;
  stageRule: PushStageRule;
  /** Null when no status can be told; `sentence` says why. */
  statusRule: PushStatusRule | null;
  sentence: string;
}

export interface PullOutcome {
  stage: MappedStage;
  rule: PulledStageRule;
  ignoredStatus: string | null;
  leavesAsIs: boolean;
  sentence: string;
}

/** What a push of this CRM stage will set, in short: `stage 3.Quote, status unchanged (Open when new or reopened)`. */
export function effectiveResult(stage: MappedStage, mapping: StageMapping): string {
  const answer = pushStatus({ stage, cwStatus: null, isEntering: true }, mapping);
  const { statusSource } = mapping.options;
  if (answer.statusId === null) return `${stageText(stage, mapping)}, no status: ${answer.reason}`;
  if (statusSource === 'custom_field' && stage.kind === 'open')
    return `${stageText(stage, mapping)}, status as CW Status says, else ${unchangedStatus(answer.statusId, mapping)}`;
  const text =
    answer.rule === 'default'
      ? `status ${unchangedStatus(answer.statusId, mapping)}`
      : `status ${optionLabel(mapping.statuses, answer.statusId)}${shortRule(answer.rule, stage)}`;
  return `${stageText(stage, mapping)}, ${text}${warning(stage, answer.statusId, mapping)}`;
}

/** The same at length, for one opportunity. */
export function pushOutcome(standing: PushedStage, mapping: StageMapping): PushOutcome {
  const { stage } = standing;
  const { stageId, rule: stageRule } = pushStage(stage, mapping);
  const answer = pushStatus(standing, mapping);
  const stageSentence = stageId
    ? stageRules[stageRule](stage.name, optionLabel(mapping.remoteStages, stageId))
    : 'No stage is known. Refresh the lists.';
  const statusSentence =
    answer.statusId === null
      ? `No status: ${answer.reason}`
      : answer.rule === 'default'
        ? `Status as it is in ConnectWise, "${optionLabel(mapping.statuses, answer.statusId)}" when it is new there or reopened: nothing else says one.`
        : `Status "${optionLabel(mapping.statuses, answer.statusId)}": ${longRule(answer.rule, standing)}${warning(stage, answer.statusId, mapping)}.`;
  return {
    remoteStageId: stageId,
    remoteStatusId: answer.statusId,
    stageRule,
    statusRule: answer.rule,
    sentence: `${stageSentence} ${statusSentence}`,
  };
}

/** Where a ConnectWise opportunity arrives, at length; null when the pipeline has no open stage. */
export function pullOutcome(standing: RemoteStanding, mapping: StageMapping): PullOutcome | null {
  const pulled = pulledStage(standing, mapping);
  if (!pulled) return null;
  const { stage, rule, ignoredStatus, leavesAsIs } = pulled;
  const label = (id: string | null, list: StageMapping['statuses']) => (id ? `"${optionLabel(list, id)}"` : 'none');
  const words = {
    stage: label(standing.remoteStageId, mapping.remoteStages),
    status: label(standing.remoteStatusId, mapping.statuses),
  };
  const sentence = `"${stage.name}": ${pullRule(rule, words, mapping)}`;
  if (leavesAsIs)
    return {
      ...pulled,
      sentence: `${sentence} An opportunity that is linked already keeps the stage that it has here.`,
    };
  return { ...pulled, sentence: ignoredStatus ? `${sentence} ${ignoredSentence(pulled)}` : sentence };
}

/** What the audit log and the simulator say of a status that did not come through (reading A9). */
export function ignoredSentence({
  ignoredStatus,
  rule,
  leavesAsIs,
  statusKind,
}: Pick<PulledStage, 'ignoredStatus' | 'rule' | 'leavesAsIs' | 'statusKind'>): string {
  if (leavesAsIs) return `Status ${ignoredStatus} changed no stage here: the settings say to leave it as it is.`;
  if (rule === 'stage_map') return `Status ${ignoredStatus} ignored, stage mapping took precedence.`;
  return statusKind === 'open'
    ? `Status ${ignoredStatus} ignored, it is mapped to no stage here.`
    : `Status ${ignoredStatus} ignored, it is closed in ConnectWise but mapped to no stage here.`;
}

const unchangedStage = (name: string, label: string): string =>
  `Stage as it is in ConnectWise, "${label}" when it is new there: "${name}" is not mapped.`;

const stageRules: Readonly<Record<PushStageRule, (name: string, label: string) => string>> = {
  mapped: (name, label) => `Stage "${label}": "${name}" is mapped to it.`,
  default: unchangedStage,
  kept: unchangedStage,
};

function stageText(stage: MappedStage, mapping: StageMapping): string {
  const { stageId, rule } = pushStage(stage, mapping);
  if (!stageId) return 'no stage (none is known; refresh the lists)';
  const label = optionLabel(mapping.remoteStages, stageId);
  return rule === 'mapped' ? `stage ${label}` : `stage unchanged (${label} when new)`;
}

const unchangedStatus = (statusId: string, { statuses }: StageMapping): string =>
  `unchanged (${optionLabel(statuses, statusId)} when new or reopened)`;

function shortRule(rule: Exclude<PushStatusRule, 'default'>, { kind }: MappedStage): string {
  switch (rule) {
    case 'flag':
      return ` (marked as ${kind})`;
    case 'sibling':
      return ` (of the other ${kind} stage)`;
    case 'chosen':
      return ` (chosen for ${kind})`;
    case 'mapped':
    case 'cw_status':
      return '';
    default:
      return rule satisfies never;
  }
}

function longRule(rule: Exclude<PushStatusRule, 'default'>, { stage, cwStatus }: PushedStage): string {
  switch (rule) {
    case 'mapped':
      return stage.kind === 'open'
        ? `the status map of "${stage.name}"`
        : `entering "${stage.name}" sets its mapped status, before anything else`;
    case 'sibling':
      return `"${stage.name}" has no status of its own, so it is that of the other ${stage.kind} stage`;
    case 'chosen':
      return `it was chosen for opportunities that are ${stage.kind}; CW Status is set to it too`;
    case 'flag':
      return `ConnectWise marks it as ${stage.kind}`;
    case 'cw_status':
      return `CW Status says "${cwStatus}"`;
    default:
      return rule satisfies never;
  }
}

function pullRule(
  rule: PulledStageRule,
  { stage, status }: { stage: string; status: string },
  { options }: StageMapping,
): string {
  switch (rule) {
    case 'stage_map':
      return `the ConnectWise stage ${stage} is mapped to it; the stage decides before the status.`;
    case 'status_map':
      return `the ConnectWise stage ${stage} is not mapped, and the status ${status} is mapped to it.`;
    case 'closed_outcome':
      return `neither the ConnectWise stage ${stage} nor the status ${status} is mapped, and you chose what that closed status means.`;
    case 'closed_status':
      return `the status ${status} is closed, and you let a closed status decide before the stage.`;
    case 'default':
      return options.statusSource === 'map'
        ? `neither the ConnectWise stage ${stage} nor the status ${status} is mapped, so it is the default stage.`
        : `the ConnectWise stage ${stage} is not mapped, so it is the default stage. The status goes to CW Status.`;
    default:
      return rule satisfies never;
  }
}

/** A win that ConnectWise would not count as one is worth a word beside the choice. */
function warning(stage: MappedStage, statusId: string, { statuses }: StageMapping): string {
  if (stage.kind === 'open') return '';
  return kindOfStatus(findOption(statuses, statusId)) === stage.kind
    ? ''
    : ` (ConnectWise does not count it as ${stage.kind})`;
}
