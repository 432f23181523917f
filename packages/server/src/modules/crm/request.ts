import type { Tx } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';

/** Reads in the actor's workspace; anyone signed in may read the CRM. */
export async function read<T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = requireRole(context, 'viewer');
  return context.database.inWorkspace(actor.workspaceId, work, { readOnly: true });
}

/** Changes the CRM (an administrator may) in one transaction; what the user can mend comes back as problems, and then nothing was written. */
export async function change<T>(
  context: Context,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<{ value?: T; problems: Problem[] }> {
  const actor = requireRole(context, 'admin');
  return problemsOf(() => context.database.inWorkspace(actor.workspaceId, (tx) => work(tx, actor)));
}
