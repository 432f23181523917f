import { stageMapProblems } from '../../mapping/stage-map.rules.ts';
import { defaults } from './defaults.section.ts';
import { filters } from './filters.section.ts';
import { modeNames } from './mode-names.ts';
import { options } from './options.section.ts';
import { productMap } from './product-map.section.ts';
import { type Section, section } from './section.ts';
import { stagesOfStageMap, usesOfStageMap } from './stage-map-uses.rules.ts';
import { taxMap } from './tax-map.section.ts';

const mode = section({
  key: 'mode',
  step: 'scope',
  word: 'mode',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
  values: modeNames,
});

const bundleMode = section({
  key: 'bundleMode',
  step: 'scope',
  word: 'bundles',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
});

const stageMap = section({
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
  problems: ({ before, next, input, facts }) => {
    const current = input === null ? next : before;
    const rows = facts.stages.map((stage) => {
      const pair = current.stageMap.find((row) => row.stageId === stage.id);
      return {
        ...stage,
        position: 0,
        remoteStageId: pair?.remoteStageId ?? null,
        remoteStatusId: pair?.remoteStatusId ?? null,
      };
    });
    return stageMapProblems(rows, input ?? next.stageMap, facts.lists);
  },
  missing: () => [],
  uses: usesOfStageMap,
  records: stagesOfStageMap,
  words: { remoteStageId: 'Stage', remoteStatusId: 'Status' },
});

/** Every part of the configuration, in the order in which it is set up. */
export const sections: readonly Section[] = [
  mode,
  options,
  filters,
  bundleMode,
  defaults,
  stageMap,
  productMap,
  taxMap,
];
