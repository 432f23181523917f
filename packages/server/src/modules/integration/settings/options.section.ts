import { optionsSchema } from '@causeway/shared/forms/configuration/options';
import { section } from '../setup/section.ts';

/** What was left out stays; GraphQL gives it as undefined. */
export const options = section({
  key: 'options',
  step: 'scope',
  word: 'options',
  merge: (before, { pushLost, owners }) =>
    optionsSchema.parse({
      pushLost: pushLost ?? before.pushLost,
      owners: { ...before.owners, ...Object.fromEntries(Object.entries(owners ?? {}).filter(([, owner]) => owner)) },
    }),
  problems: () => [],
  missing: () => [],
});
