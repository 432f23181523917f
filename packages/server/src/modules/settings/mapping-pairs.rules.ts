import type { Configuration } from '@causeway/shared/forms/configuration/configuration';

/** One pair of a one-to-one map, as the table `mapping` keeps it: unique by kind and either key. */
export interface MappingPair {
  kind: string;
  localKey: string;
  remoteKey: string;
}

/** The pairs of all one-to-one maps of a configuration. */
export function mappingPairs({ stageMap }: Configuration): MappingPair[] {
  return stageMap.flatMap(({ stageId, remoteStageId, remoteStatusId }) => [
    ...pair('stage', stageId, remoteStageId),
    ...pair('status', stageId, remoteStatusId),
  ]);
}

const pair = (kind: string, localKey: string, remoteKey: string | null): MappingPair[] =>
  remoteKey ? [{ kind, localKey, remoteKey }] : [];
