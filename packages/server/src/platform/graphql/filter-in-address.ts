import { AppError } from '../errors.ts';
import { refuseHostileVariables } from './hostile-text.ts';

/** The filter in the address of an export. Throws AppError "invalid_input" with the part at fault; `others`: what may stand there as well. */
export function filterInAddress(query: Record<string, unknown>, others: readonly string[] = []): unknown {
  // Left out in silence, it would make a file of everything.
  const strange = Object.keys(query).find((name) => name !== 'filter' && !others.includes(name));
  if (strange !== undefined)
    throw new AppError(
      'invalid_input',
      `"${strange.slice(0, 60)}" is not known to an export. What narrows it stands inside "filter", a JSON object.`,
      { field: strange.slice(0, 60) },
    );
  const filter = jsonOf(query.filter);
  // A path answers its message alone, so that it names the part.
  try {
    refuseHostileVariables({ filter });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const field = String(error.details.field ?? 'filter');
    throw new AppError('invalid_input', `"${field}" of the export is not understood: ${error.message}`, { field });
  }
  return filter;
}

function jsonOf(value: unknown): unknown {
  if (value === undefined || value === '') return {};
  try {
    return JSON.parse(String(value));
  } catch (cause) {
    throw new AppError('invalid_input', '"filter" must be a JSON object.', { field: 'filter' }, { cause });
  }
}

/** Says which part of a filter a schema refused. */
export function notUnderstood(issue: { path: readonly PropertyKey[]; message: string } | undefined): AppError {
  const where = ['filter', ...(issue?.path ?? [])].map(String).join('.');
  return new AppError('invalid_input', `"${where}" of the export is not understood: ${issue?.message ?? ''}.`, {
    field: where,
  });
}
