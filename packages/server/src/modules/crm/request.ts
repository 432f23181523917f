import type { Role } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';

type Changed<T> = { value?: T; problems: Problem[] };

/** Reads in the actor's workspace; anyone signed in may read the CRM. */
export async function read<T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = requireRole(context, 'viewer');
  return context.database.inWorkspace(actor.workspaceId, work, { readOnly: true });
}

/** Changes records of the CRM (sales may) in one transaction; what the user can mend comes back as problems, and then nothing was written. */
export const change = <T>(context: Context, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<Changed<T>> =>
  changeAs('sales', context, work);

/** The same for what shapes the records: custom fields, tax regions. An administrator may. */
export const administer = <T>(context: Context, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<Changed<T>> =>
  changeAs('admin', context, work);

async function changeAs<T>(
  role: Role,
  context: Context,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<Changed<T>> {
  const actor = requireRole(context, role);
  return problemsOf(() => context.database.inWorkspace(actor.workspaceId, (tx) => work(tx, actor)));
}
