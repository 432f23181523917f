import { optionsSchema } from '@causeway/shared/forms/configuration/options';
import { parsePart } from '../configuration/parse-part.ts';
import { section } from '../setup/section.ts';

/** What was left out stays; GraphQL gives it as undefined. */
export const options = section({
  key: 'options',
  step: 'scope',
  word: 'options',
  merge: (before, { pushLost, owners, reconcile, keepRunsDays }) =>
    parsePart(optionsSchema, 'options', {
      pushLost: pushLost ?? before.pushLost,
      owners: { ...before.owners, ...Object.fromEntries(Object.entries(owners ?? {}).filter(([, owner]) => owner)) },
      keepRunsDays: keepRunsDays ?? before.keepRunsDays,
      reconcile: {
        differences: reconcile?.differences ?? before.reconcile.differences,
        hour: reconcile?.hour ?? before.reconcile.hour,
      },
    }),
  problems: () => [],
  missing: () => [],
});
