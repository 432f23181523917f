import type { StagePair } from '@causeway/shared/forms/configuration/stage-map';
import type { Tx } from '../../platform/database/database.ts';
import type { MappedStage } from './stage.rules.ts';

/** All CRM stages in pipeline order, each with what it is mapped to. */
export async function stagesWithMap(tx: Tx, stageMap: readonly StagePair[]): Promise<MappedStage[]> {
  const stages = await tx.query<Pick<MappedStage, 'id' | 'name' | 'kind' | 'position'>>(
    `select id, name, kind, position from pipeline_stage order by position, id`,
  );
  const pairs = new Map(stageMap.map((pair) => [pair.stageId, pair]));
  return stages.map((stage) => ({
    ...stage,
    remoteStageId: pairs.get(stage.id)?.remoteStageId ?? null,
    remoteStatusId: pairs.get(stage.id)?.remoteStatusId ?? null,
  }));
}
