import type { StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { readReferenceLists } from '../connection/reference-lists.ts';
import { pulledStage } from '../mapping/stage.rules.ts';
import type { StageMapService } from '../mapping/stage-map.service.ts';
import type { StageResolver } from './stage-resolver.ts';

/** Loads the stage map and the statuses' flags, two statements, and answers from memory after that. */
export async function loadStageResolver(tx: Tx, stageMap: StageMapService, connectionId: Id): Promise<StageResolver> {
  const stages = await stageMap.rows(tx, connectionId);
  const { status: statuses = [] } = await readReferenceLists(tx, connectionId, ['status']);
  const kinds = new Map<Id, StageKind>(stages.map((stage) => [stage.id, stage.kind]));
  return {
    resolve: ({ stageId, statusId }) => {
      const found = pulledStage({ remoteStageId: stageId, remoteStatusId: statusId, stages, statuses });
      const kind = found && kinds.get(found.stageId);
      return kind ? { stageId: found.stageId, kind } : null;
    },
  };
}
