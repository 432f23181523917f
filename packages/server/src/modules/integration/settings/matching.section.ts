import { matchingSchema } from '@causeway/shared/forms/configuration/matching';
import { section } from '../setup/section.ts';

export const matching = section({
  key: 'matching',
  step: 'matching',
  merge: (before, { threshold }) => ({ ...before, ...(threshold == null ? {} : { threshold }) }),
  problems: ({ next }) =>
    (matchingSchema.safeParse(next.matching).error?.issues ?? []).map(({ path, message }) => ({
      code: 'invalid',
      field: ['matching', ...path].join('.'),
      message,
    })),
  missing: () => [],
});
