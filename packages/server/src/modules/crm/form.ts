import { editForm, type WholeCheck } from '@causeway/shared/forms/edit';
import type { z } from 'zod';
import { type Problem, ProblemsError } from '../../platform/errors.ts';

/** Checks input by a shared form. Throws ProblemsError with one problem per fault, `field` being the dotted path ("lines.0.price"). */
export function parseForm<T>(form: z.ZodType<T>, input: unknown): T {
  const parsed = form.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemsError(parsed.error.issues.map(asProblem));
}

/**
 * Checks an edit of what is stored: a field that was not sent, or was sent as it stands, keeps its value unchecked; null clears it.
 * Throws as `parseForm`.
 */
export function parseEdit<T>(form: z.ZodType<T>, stored: object, input: object, whole?: WholeCheck<T>): T {
  return parseForm(editForm(form, { ...stored }, whole), keepUnsent({ ...stored }, input));
}

/** Lays input over what is stored: a field that was not sent keeps its value, null clears it. */
export function keepUnsent(stored: Record<string, unknown>, input: object): Record<string, unknown> {
  const sent = Object.entries(input).filter(([, value]) => value !== undefined);
  return { ...stored, ...Object.fromEntries(sent) };
}

/** Throws all problems at once when there are any. */
export function refuseAll(problems: Problem[]): void {
  if (problems.length > 0) throw new ProblemsError(problems);
}

const asProblem = (issue: z.core.$ZodIssue): Problem => ({
  code: 'invalid_input',
  field: issue.path.join('.') || null,
  message: issue.message,
});
