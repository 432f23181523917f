import { defaultsSchema } from '@causeway/shared/forms/configuration/defaults';
import { parsePart } from '../configuration/parse-part.ts';
import { section } from '../setup/section.ts';
import { defaultsProblems, localStageProblems, missingDefaults } from './defaults-problems.rules.ts';
import { defaultWords, stagesOfDefaults, usesOfDefaults } from './defaults-uses.rules.ts';

/** What an opportunity gets where the other side says nothing. */
export const defaults = section({
  key: 'defaults',
  step: 'scope',
  // GraphQL gives fields that were left out as undefined; those say nothing. Empty text means "not chosen".
  merge: (before, input) =>
    parsePart(defaultsSchema, 'defaults', {
      ...before,
      ...Object.fromEntries(
        Object.entries(input).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value === '' ? null : value]],
        ),
      ),
      // There is no "not chosen" for days: null goes back to the usual number.
      ...(input.closeDateOffsetDays === null ? { closeDateOffsetDays: undefined } : {}),
    }),
  problems: ({ next, input, facts }) => [
    ...defaultsProblems(input ?? next.defaults, facts.lists),
    ...localStageProblems((input ?? next.defaults).localStageId, facts.stages),
  ],
  missing: ({ defaults: chosen, mode }, { lists }) => missingDefaults(chosen, mode, lists),
  uses: usesOfDefaults,
  records: stagesOfDefaults,
  words: defaultWords,
});
