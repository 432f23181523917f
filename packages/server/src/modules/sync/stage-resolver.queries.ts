import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { readReferenceLists } from '../connection/reference-lists.ts';
import { pulledStage } from '../mapping/stage.rules.ts';
import { stagesWithMap } from '../mapping/stage-map.queries.ts';
import type { StageResolver } from './stage-resolver.ts';

/** Loads the pipeline and the statuses' flags, two statements, and answers from memory after that. */
export async function loadStageResolver(
  tx: Tx,
  connectionId: Id,
  configuration: Configuration,
): Promise<StageResolver> {
  const stages = await stagesWithMap(tx, configuration.stageMap);
  const { status: statuses = [] } = await readReferenceLists(tx, connectionId, ['status']);
  const kinds = new Map<Id, StageKind>(stages.map((stage) => [stage.id, stage.kind]));
  return {
    resolve: ({ stageId, statusId }) => {
      const { localStageId: defaultStageId } = configuration.defaults;
      const found = pulledStage({ remoteStageId: stageId, remoteStatusId: statusId, stages, statuses, defaultStageId });
      const kind = found && kinds.get(found.stageId);
      return kind ? { stageId: found.stageId, kind } : null;
    },
  };
}
