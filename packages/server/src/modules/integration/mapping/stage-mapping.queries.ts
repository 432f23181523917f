import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { StagePair } from '@causeway/shared/forms/configuration/stage-map';
import type { MappedStage, MappingFallback, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import type { Tx } from '../../../platform/database/database.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import { resolveDefaults } from '../configuration/defaults.rules.ts';

type Stage = Pick<MappedStage, 'id' | 'name' | 'kind' | 'position'>;

/** The CRM's pipeline in its order. */
export const pipeline = (tx: Tx): Promise<Stage[]> =>
  tx.query<Stage>(`select id, name, kind, position from pipeline_stage order by position, id`);

/** Stages with what they are mapped to. */
export function withMap(stages: readonly Stage[], stageMap: readonly StagePair[]): MappedStage[] {
  const pairs = new Map(stageMap.map((pair) => [pair.stageId, pair]));
  return stages.map((stage) => {
    const pair = pairs.get(stage.id);
    return {
      ...stage,
      remoteStageId: pair?.remoteStageId ?? null,
      remoteStatusId: pair?.remoteStatusId ?? null,
      otherRemoteStageIds: pair?.otherRemoteStageIds ?? [],
      otherRemoteStatusIds: pair?.otherRemoteStatusIds ?? [],
    };
  });
}

/** Everything that the rules of stage and status go by; `lists` has to hold `stage` and `status`. */
export async function readStageMapping(
  tx: Tx,
  configuration: Configuration,
  lists: ReferenceLists,
): Promise<StageMapping> {
  return stageMappingOf(await pipeline(tx), configuration, lists);
}

export const stageMappingOf = (
  stages: readonly Stage[],
  configuration: Configuration,
  lists: ReferenceLists,
): StageMapping => ({
  stages: withMap(stages, configuration.stageMap),
  remoteStages: lists.stage ?? [],
  statuses: lists.status ?? [],
  options: configuration.opportunityMapping,
  fallback: fallbackOf(configuration, lists),
  closedStatuses: configuration.closedStatuses,
});

function fallbackOf(configuration: Configuration, lists: ReferenceLists): MappingFallback {
  const { stageId, statusId } = resolveDefaults(configuration.defaults, lists);
  return { remoteStageId: stageId, remoteStatusId: statusId, stageId: configuration.defaults.localStageId };
}
