import { missingMappings } from '@causeway/shared/mapping/required-mapping.rules';
import { stageMapProblems } from '../mapping/stage-map.rules.ts';
import { withMap } from '../mapping/stage-mapping.queries.ts';
import { section } from '../setup/section.ts';
import { stagesOfStageMap, usesOfStageMap } from './stage-map-uses.rules.ts';

/** Which stage and status of ConnectWise stands for each stage of the pipeline. */
export const stageMap = section({
  key: 'stageMap',
  step: 'mapping',
  word: 'stage map',
  // Stages that are not named keep theirs.
  merge: (before, input) => {
    const given = new Map(input.map((row) => [row.stageId, row]));
    const kept = before.filter((row) => !given.has(row.stageId));
    const set = input.map(({ stageId, remoteStageId, remoteStatusId }) => ({
      stageId,
      remoteStageId: remoteStageId || null,
      remoteStatusId: remoteStatusId || null,
    }));
    return [...kept, ...set].filter((row) => row.remoteStageId !== null || row.remoteStatusId !== null);
  },
  problems: ({ before, next, input, facts }) =>
    stageMapProblems(
      withMap(facts.stages, (input === null ? next : before).stageMap),
      input ?? next.stageMap,
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
  words: { remoteStageId: 'Stage', remoteStatusId: 'Status' },
});
