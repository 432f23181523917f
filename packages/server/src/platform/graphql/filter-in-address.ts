import { AppError } from '../errors.ts';
import { refuseHostileVariables } from './hostile-text.ts';

/** The filter in the address of an export. Throws AppError "invalid_input" with the part at fault. */
export function filterInAddress(value: unknown): unknown {
  const filter = jsonOf(value);
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
