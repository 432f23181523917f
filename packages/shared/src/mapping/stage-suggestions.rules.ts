import {
  comesInFrom,
  flaggedStatuses,
  type MappedStage,
  type RemoteOption,
  type StageMapping,
} from './stage-mapping.ts';

export interface Suggestion {
  stageId: string;
  field: 'remoteStageId' | 'remoteStatusId';
  remoteId: string;
  label: string;
}

/** Below this share of common letter pairs two names are not called similar. */
const SIMILAR = 0.5;

/**
 * Proposals for rows that are not mapped yet, by equal and similar names, each option for one row at most; a won or lost stage gets the status
 * that ConnectWise marks so, when it is the only one. Nothing is applied by itself.
 */
export function suggestions(
  mapping: Pick<StageMapping, 'stages' | 'remoteStages' | 'statuses' | 'options'>,
): Suggestion[] {
  const { stages, remoteStages, statuses, options } = mapping;
  const byName = suggestColumn(stages, remoteStages, 'remoteStageId');
  if (options.statusSource === 'custom_field') return byName;
  return [...byName, ...suggestColumn(stages, statuses, 'remoteStatusId', (stage) => flaggedFor(stage, statuses))];
}

function suggestColumn(
  stages: readonly MappedStage[],
  list: readonly RemoteOption[],
  field: Suggestion['field'],
  certain: (stage: MappedStage) => RemoteOption | undefined = () => undefined,
): Suggestion[] {
  const taken = new Set(stages.flatMap((s) => comesInFrom(s, field)));
  const open = stages.filter((s) => !s[field]);
  const free = list.filter((option) => option.isActive && !taken.has(option.remoteId));
  const scored = open
    .flatMap((stage) =>
      free.map((option) => ({
        stage,
        option,
        score: certain(stage)?.remoteId === option.remoteId ? 2 : similarity(stage.name, option.label),
      })),
    )
    .filter(({ score }) => score >= SIMILAR)
    .sort((a, b) => b.score - a.score);
  const given = new Map<string, Suggestion>();
  const used = new Set<string>();
  for (const { stage, option } of scored) {
    if (given.has(stage.id) || used.has(option.remoteId)) continue;
    used.add(option.remoteId);
    given.set(stage.id, { stageId: stage.id, field, remoteId: option.remoteId, label: option.label });
  }
  return open.flatMap((stage) => given.get(stage.id) ?? []);
}

function flaggedFor(stage: MappedStage, statuses: readonly RemoteOption[]): RemoteOption | undefined {
  if (stage.kind === 'open') return undefined;
  const flagged = flaggedStatuses(statuses, stage.kind);
  return flagged.length === 1 ? flagged[0] : undefined;
}

/** 1 for equal names, numbers in front and case aside; else the share of common letter pairs. */
export function similarity(a: string, b: string): number {
  const [left, right] = [plain(a), plain(b)];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [ours, theirs] = [pairs(left), pairs(right)];
  const common = ours.filter((pair) => {
    const at = theirs.indexOf(pair);
    if (at < 0) return false;
    theirs.splice(at, 1);
    return true;
  }).length;
  return (2 * common) / (ours.length + pairs(right).length);
}

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[\d.\s)-]+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const pairs = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
