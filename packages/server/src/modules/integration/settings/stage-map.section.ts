import { missingMappings } from '@causeway/shared/mapping/required-mapping.rules';
import { comesInFrom } from '@causeway/shared/mapping/stage-mapping';
import { stageMapProblems } from '../mapping/stage-map.rules.ts';
import { withMap } from '../mapping/stage-mapping.queries.ts';
import { section } from '../setup/section.ts';
import { stagesOfStageMap, usesOfStageMap } from './stage-map-uses.rules.ts';

/** Which stage and status of ConnectWise stands for each stage of the pipeline. */
export const stageMap = section({
  key: 'stageMap',
  step: 'mapping',
  // Stages that are not named keep theirs.
  merge: (before, input) => {
    const given = new Map(input.map((row) => [row.stageId, row]));
    const kept = before.filter((row) => !given.has(row.stageId));
    const set = input.map((row) => {
      const was = before.find(({ stageId }) => stageId === row.stageId);
      const remoteStageId = row.remoteStageId || null;
      const remoteStatusId = row.remoteStatusId || null;
      const otherRemoteStageIds = othersOf(row.otherRemoteStageIds, was?.otherRemoteStageIds, remoteStageId);
      const otherRemoteStatusIds = othersOf(row.otherRemoteStatusIds, was?.otherRemoteStatusIds, remoteStatusId);
      return {
        stageId: row.stageId,
        remoteStageId,
        remoteStatusId,
        ...(otherRemoteStageIds.length > 0 ? { otherRemoteStageIds } : {}),
        ...(otherRemoteStatusIds.length > 0 ? { otherRemoteStatusIds } : {}),
      };
    });
    return [...kept, ...set].filter(
      (row) => comesInFrom(row, 'remoteStageId').length > 0 || comesInFrom(row, 'remoteStatusId').length > 0,
    );
  },
  problems: ({ before, next, input, facts }) =>
    stageMapProblems(
      withMap(facts.stages, (input === null ? next : before).stageMap),
      // What a row says nothing of stays as it was.
      input?.map((row) => ({ ...row, ...next.stageMap.find(({ stageId }) => stageId === row.stageId) })) ??
        next.stageMap,
      facts.lists,
    ),
  // The row is named by its place in the pipeline, which is the order of `syncSettings.stageMap`.
  missing: (next, { stages }) => {
    const rows = withMap(stages, next.stageMap);
    return [
      ...missingMappings(rows, next.opportunityMapping).map(({ index, column, kind, message }) => ({
        code: index === null ? `no_${kind}_stage` : 'unmapped',
        field: index === null ? 'stageMap' : `stageMap.${index}.${column}`,
        message,
      })),
    ];
  },
  uses: usesOfStageMap,
  records: stagesOfStageMap,
  words: {
    remoteStageId: 'Stage',
    remoteStatusId: 'Status',
    otherRemoteStageIds: 'Further stages that come in',
    otherRemoteStatusIds: 'Further statuses that come in',
  },
});

/** What was left out stays as long as something is sent; what is sent is no other. */
const othersOf = (
  given: readonly string[] | null | undefined,
  was: readonly string[] | undefined,
  sent: string | null,
): string[] => [...new Set(given ?? (sent ? was : undefined) ?? [])].filter((option) => option !== sent);
