import type { Configuration } from '@causeway/shared/forms/configuration/configuration';

/** One pair of a one-to-one map, as the table `mapping` keeps it: unique by kind and either key. */
export interface MappingPair {
  kind: string;
  localKey: string;
  remoteKey: string;
}

/** The pairs of all one-to-one maps of a configuration. */
export function mappingPairs({ stageMap, productMap, taxMap }: Configuration): MappingPair[] {
  return [
    ...stageMap.flatMap(({ stageId, remoteStageId, remoteStatusId, ...others }) => [
      ...pair('stage', stageId, remoteStageId),
      ...pair('status', stageId, remoteStatusId),
      // Several may come in at one stage: what is held is that each does so at one stage only.
      ...(others.otherRemoteStageIds ?? []).flatMap((id) => pair('stage_in', `${stageId} ${id}`, id)),
      ...(others.otherRemoteStatusIds ?? []).flatMap((id) => pair('status_in', `${stageId} ${id}`, id)),
    ]),
    ...productMap.types.flatMap((row) => valuePair('product_type', row)),
    ...productMap.categories.flatMap((row) => valuePair('product_category', row)),
    ...productMap.classes.flatMap((row) => valuePair('product_class', row)),
    ...productMap.identifiers.flatMap((row) => valuePair('product_id', row)),
    ...taxMap.pairs.flatMap(({ taxRegionId, taxCodeId }) => pair('tax_code', taxRegionId, taxCodeId)),
  ];
}

/** Values that people write are the same in any case. */
const valuePair = (kind: string, { value, remoteId }: { value: string; remoteId: string }): MappingPair[] =>
  pair(kind, value.toLowerCase(), remoteId.toLowerCase());

const pair = (kind: string, localKey: string, remoteKey: string | null): MappingPair[] =>
  remoteKey ? [{ kind, localKey, remoteKey }] : [];
