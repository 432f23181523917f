import type { Tx } from '../../../platform/database/database.ts';
import type { Problem } from '../../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';

/** An administrator's change in one transaction; what they can mend comes back as problems. */
export function administer<T>(
  context: Context,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<{ value?: T; problems: Problem[] }> {
  const actor = requireRole(context, 'admin');
  return problemsOf(() => context.database.inWorkspace(actor.workspaceId, (tx) => work(tx, actor)));
}
