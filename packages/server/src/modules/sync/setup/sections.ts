import { defaultsSchema } from '@causeway/shared/forms/configuration/defaults';
import { stageMapProblems } from '../../mapping/stage-map.rules.ts';
import { defaultsProblems } from '../../settings/defaults-problems.rules.ts';
import { matching } from './matching.section.ts';
import { type Section, section } from './section.ts';

const mode = section({
  key: 'mode',
  step: 'scope',
  word: 'mode',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
});

const bundleMode = section({
  key: 'bundleMode',
  step: 'scope',
  word: 'bundles',
  merge: (_before, input) => input,
  problems: () => [],
  missing: () => [],
});

const defaults = section({
  key: 'defaults',
  step: 'scope',
  word: 'defaults',
  // GraphQL gives fields that were left out as undefined; those say nothing. Empty text means "not chosen".
  merge: (before, input) =>
    defaultsSchema.parse({
      ...before,
      ...Object.fromEntries(
        Object.entries(input).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value === '' ? null : value]],
        ),
      ),
    }),
  problems: ({ next, input, facts }) => defaultsProblems(input ?? next.defaults, facts.lists),
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
});

/** Every part of the configuration, in the order in which it is set up. */
export const sections: readonly Section[] = [mode, bundleMode, defaults, stageMap, matching];
