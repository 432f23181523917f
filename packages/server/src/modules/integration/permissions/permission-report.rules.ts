import {
  type RightId,
  type RightNeed,
  type RightRow,
  rightIds,
  rightOf,
  rightPath,
} from '@causeway/shared/connectwise-rights';
import type { ModeCapabilities } from '../configuration/mode.rules.ts';
import type { StepReport } from '../settings/setup-progress.rules.ts';
import type { RightResult } from './right-answer.rules.ts';

/** What was found when the rights were last checked. */
export interface PermissionCheckRow {
  checkedAt: Date;
  checkedBy: string | null;
  results: Partial<Record<RightId, RightResult>>;
}

/** A right with how it stands. */
export interface PermissionLine extends RightResult, Pick<RightRow, 'module' | 'action' | 'level' | 'what'> {
  id: RightId;
  table: string | null;
  /** Whether the chosen settings want it. */
  isNeeded: boolean;
  /** Where in ConnectWise it is given. */
  fix: string;
}

/** Whether the capabilities of the chosen mode want a right. */
export function isRightNeeded(need: RightNeed, may: ModeCapabilities): boolean {
  switch (need) {
    case 'any':
      return true;
    case 'push':
      return may.pushOpen || may.pushWon || may.pushUpdate;
    case 'edit':
      return may.pushUpdate;
    case 'choice':
      return false;
    default:
      return need satisfies never;
  }
}

/** Reading harms nothing and is always tried; writing is tried only where the settings want it. */
export const rightsToTry = (may: ModeCapabilities): RightId[] =>
  rightIds.filter((id) => rightOf(id).level === 'inquire' || isRightNeeded(rightOf(id).neededFor, may));

/** Every right, with what the last check found. */
export function permissionLines(check: PermissionCheckRow | null, may: ModeCapabilities): PermissionLine[] {
  return rightIds.map((id) => {
    const { module, action, level, table = null, what, neededFor } = rightOf(id);
    const isNeeded = isRightNeeded(neededFor, may);
    const result = check?.results[id] ?? { state: 'not_tried', reason: untried(check !== null, isNeeded) };
    const fix = `System > Security Roles > (role of the API member) > ${rightPath(id)}`;
    return { id, module, action, level, table, what, isNeeded, fix, ...result };
  });
}

function untried(isChecked: boolean, isNeeded: boolean): string {
  if (!isNeeded) return 'The chosen mode does without it.';
  return isChecked ? 'It was not needed when the permissions were last checked. Check again.' : 'Not checked yet.';
}

/** How the step of the set-up stands. */
export function permissionStep(check: PermissionCheckRow | null, may: ModeCapabilities): StepReport {
  if (check === null) return { state: 'open', note: 'Not checked yet.' };
  const needed = permissionLines(check, may).filter((line) => line.isNeeded);
  const denied = needed.filter((line) => line.state === 'denied');
  const [first] = denied;
  if (first)
    return {
      state: 'needs_work',
      note: denied.length === 1 ? `The API member may not ${first.what}.` : `${denied.length} permissions are missing.`,
    };
  const isNew = needed.some((line) => !check.results[line.id]);
  return isNew
    ? { state: 'open', note: 'The mode needs permissions that were not checked yet.' }
    : { state: 'done', note: null };
}
