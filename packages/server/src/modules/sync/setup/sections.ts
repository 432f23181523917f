import { defaultsSchema } from '@causeway/shared/forms/configuration/defaults';
import { defaultsProblems } from '../../settings/defaults-problems.rules.ts';
import { opportunityMapping } from './opportunity-mapping.section.ts';
import { type Section, section } from './section.ts';
import { stageMap } from './stage-map.section.ts';

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

/** Every part of the configuration, in the order in which it is set up. */
export const sections: readonly Section[] = [mode, bundleMode, defaults, stageMap, opportunityMapping];
