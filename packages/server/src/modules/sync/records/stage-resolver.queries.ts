import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { ignoredSentence } from '@causeway/shared/mapping/outcome.rules';
import { pulledStage } from '@causeway/shared/mapping/pulled-stage.rules';
import { comesInFrom, findOption } from '@causeway/shared/mapping/stage-mapping';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { readStageMapping } from '../../integration/mapping/stage-mapping.queries.ts';
import type { StageResolver } from './stage-resolver.ts';

/** Loads the pipeline and ConnectWise's stages and statuses, two statements, and answers from memory after that. */
export async function loadStageResolver(
  tx: Tx,
  connectionId: Id,
  configuration: Configuration,
): Promise<StageResolver> {
  const lists = await readReferenceLists(tx, connectionId, ['stage', 'status']);
  const mapping = await readStageMapping(tx, configuration, lists);
  const usesField = configuration.opportunityMapping.statusSource === 'custom_field';
  return {
    resolve: ({ stageId, statusId }) => {
      const found = pulledStage({ remoteStageId: stageId, remoteStatusId: statusId }, mapping);
      if (!found) return null;
      return {
        stageId: found.stage.id,
        kind: found.stage.kind,
        ...(usesField ? { cwStatus: findOption(mapping.statuses, statusId)?.label ?? null } : {}),
        leavesAsIs: found.leavesAsIs,
        isStageMapped:
          stageId !== null && mapping.stages.some((stage) => comesInFrom(stage, 'remoteStageId').includes(stageId)),
        statusKind: found.statusKind,
        ignored:
          found.ignoredStatus === null ? null : { status: found.ignoredStatus, sentence: ignoredSentence(found) },
      };
    },
    stageOf: (id) => mapping.stages.find((stage) => stage.id === id),
  };
}
