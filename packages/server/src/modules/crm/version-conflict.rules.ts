import type { Problem } from '../../platform/errors.ts';

/** Null where nobody saved meanwhile, or no version is named. */
export function versionConflict(
  stored: { version: number },
  edited: number | null | undefined,
  what: string,
): Problem | null {
  if (edited == null || edited === stored.version) return null;
  return {
    code: 'version_conflict',
    field: 'version',
    message: `Somebody saved this ${what} meanwhile (version ${stored.version}, you edited ${edited}). Load it again and repeat your change.`,
  };
}
