import type { Tx } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import { addStages, addWorkspace, enterWorkspace } from './new-workspace.queries.ts';

export interface NewWorkspace {
  name: string;
  timeZone: string;
  currency: string;
}

/** The stages that a new workspace begins with. */
const standardPipeline = [
  { name: 'Qualify', kind: 'open' },
  { name: 'Discovery', kind: 'open' },
  { name: 'Proposal', kind: 'open' },
  { name: 'Negotiation', kind: 'open' },
  { name: 'Won', kind: 'won' },
  { name: 'Lost', kind: 'lost' },
] as const;

/**
 * Makes a workspace with the standard pipeline in a transaction without a workspace; from here on the transaction is inside the new one,
 * so that its first people can be made in the same.
 */
export async function makeWorkspace(tx: Tx, workspace: NewWorkspace): Promise<Id> {
  const id = await addWorkspace(tx, { ...workspace, name: workspace.name.trim() });
  await enterWorkspace(tx, id);
  await addStages(tx, standardPipeline);
  return id;
}

/** What is wrong with the description of a new workspace, each at its field. */
export function workspaceProblems({ name, timeZone, currency }: NewWorkspace): Problem[] {
  const problems: Problem[] = [];
  const length = name.trim().length;
  if (length < 1 || length > 100)
    problems.push({
      code: 'invalid',
      field: 'workspaceName',
      message: 'Give the workspace a name of 1 to 100 characters.',
    });
  if (!isTimeZone(timeZone))
    problems.push({
      code: 'invalid',
      field: 'timeZone',
      message: `"${timeZone}" is not a time zone. Enter one such as America/New_York or Europe/Berlin.`,
    });
  if (!Intl.supportedValuesOf('currency').includes(currency))
    problems.push({
      code: 'invalid',
      field: 'currency',
      message: `"${currency}" is not a currency. Enter its three letters, such as USD or EUR.`,
    });
  return problems;
}

function isTimeZone(name: string): boolean {
  // An offset such as "+02:00" is understood as well, but knows nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
