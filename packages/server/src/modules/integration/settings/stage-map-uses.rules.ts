import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { OptionUse, RecordUse, SetupFacts } from '../setup/section.ts';

/** The stages and statuses of ConnectWise that CRM stages are mapped to. */
export function usesOfStageMap({ stageMap, opportunityMapping }: Configuration, { stages }: SetupFacts): OptionUse[] {
  return stageMap.flatMap(({ stageId, remoteStageId, remoteStatusId, ...others }, index) => {
    const usedBy = stages.find((stage) => stage.id === stageId)?.name ?? 'a stage that is gone';
    const use = (kind: ReferenceKind, field: string, remoteId: string | null): OptionUse[] =>
      remoteId ? [{ kind, remoteId, field: `stageMap.${index}.${field}`, usedBy, stageIds: [stageId] }] : [];
    const incoming = (kind: ReferenceKind, field: string, remoteIds: readonly string[] = []): OptionUse[] =>
      remoteIds.map((remoteId, at) => ({
        kind,
        remoteId,
        field: `stageMap.${index}.${field}.${at}`,
        usedBy,
        stageIds: [],
        isInOnly: true,
      }));
    const isIdle = opportunityMapping.statusSource === 'custom_field';
    return [
      ...use('stage', 'remoteStageId', remoteStageId),
      ...incoming('stage', 'otherRemoteStageIds', others.otherRemoteStageIds),
      ...[
        ...use('status', 'remoteStatusId', remoteStatusId),
        ...incoming('status', 'otherRemoteStatusIds', others.otherRemoteStatusIds),
      ].map((one) => ({ ...one, isIdle })),
    ];
  });
}

export const stagesOfStageMap = ({ stageMap }: Configuration): RecordUse[] =>
  stageMap.map(({ stageId }, index) => ({ kind: 'crm_stage', id: stageId, field: `stageMap.${index}.stageId` }));
