import type { Problem } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { versionConflict } from '../version-conflict.rules.ts';

/** One of those that are edited together, and the version that was looked at. */
export interface Chosen {
  id: Id;
  version?: number | null;
}

/** Why one of them was left as it is. */
export interface Refused extends Pick<Problem, 'code' | 'message'> {
  id: Id;
  /** Null where it is not there any more. */
  name: string | null;
}

/** Null where it may be edited. `closedAs`: won or lost, where the edit is for open ones alone. */
export function refusalOf(
  { id, version }: Chosen,
  stored: { name: string; version: number } | undefined,
  closedAs: 'won' | 'lost' | null,
): Refused | null {
  if (!stored)
    return {
      id,
      name: null,
      code: 'not_found',
      message: 'This opportunity does not exist any more. Go back to the list.',
    };
  const { name } = stored;
  if (closedAs)
    return {
      id,
      name,
      code: `is_${closedAs}`,
      message: `This opportunity is ${closedAs}. Reopen it on its page first.`,
    };
  const conflict = versionConflict(stored, version, 'opportunity');
  return conflict && { id, name, code: conflict.code, message: conflict.message };
}
