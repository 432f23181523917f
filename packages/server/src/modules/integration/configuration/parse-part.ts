import type { z } from 'zod';
import { ProblemsError } from '../../../platform/errors.ts';

/** A part of the configuration as its schema wants it. Throws ProblemsError with everything wrong, each at its field (`defaults.contactName`). */
export function parsePart<S extends z.ZodType>(schema: S, part: string, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProblemsError(
    parsed.error.issues.map(({ path, message }) => ({
      code: 'invalid_input',
      field: [part, ...path].join('.'),
      message,
    })),
  );
}
