import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { StagePair } from '@causeway/shared/forms/configuration/stage-map';
import { comesInFrom } from '@causeway/shared/mapping/stage-mapping';

/** What was mapped to nothing before a save, and is now: what was left out for that is due. Another map of what had one is nobody's move. */
export interface NewlyMapped {
  /** Stages of the CRM that got a stage or a status of ConnectWise. */
  stages: string[];
  /** Those of ConnectWise that got a stage of the CRM. */
  remoteStages: string[];
  remoteStatuses: string[];
  taxRegions: string[];
  taxCodes: string[];
}

export const isAnyMapped = (mapped: NewlyMapped): boolean => Object.values(mapped).some((all) => all.length > 0);

type Maps = Pick<Configuration, 'stageMap' | 'taxMap'>;

export function newlyMapped(before: Maps, next: Maps): NewlyMapped {
  const pairOf = (id: string) => before.stageMap.find(({ stageId }) => stageId === id);
  const got = (pair: StagePair, field: 'remoteStageId' | 'remoteStatusId') =>
    pair[field] !== null && !pairOf(pair.stageId)?.[field];
  const comingIn = ({ stageMap }: Maps, field: 'remoteStageId' | 'remoteStatusId') =>
    stageMap.flatMap((pair) => comesInFrom(pair, field));
  const added = (was: readonly string[], is: readonly string[]) => is.filter((one) => !was.includes(one));
  const taxes = ({ taxMap: { pairs } }: Maps, side: 'taxRegionId' | 'taxCodeId') => pairs.map((pair) => pair[side]);
  return {
    stages: next.stageMap
      .filter((pair) => got(pair, 'remoteStageId') || got(pair, 'remoteStatusId'))
      .map(({ stageId }) => stageId),
    remoteStages: added(comingIn(before, 'remoteStageId'), comingIn(next, 'remoteStageId')),
    remoteStatuses: added(comingIn(before, 'remoteStatusId'), comingIn(next, 'remoteStatusId')),
    taxRegions: added(taxes(before, 'taxRegionId'), taxes(next, 'taxRegionId')),
    taxCodes: added(taxes(before, 'taxCodeId'), taxes(next, 'taxCodeId')),
  };
}
