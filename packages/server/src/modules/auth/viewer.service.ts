import type { Database } from '../../platform/database/database.ts';
import { type Actor, rightsOf } from '../../platform/graphql/context.ts';
import type { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import type { Viewer } from './viewer.type.ts';

/** What an actor may know of themselves. */
export class ViewerService {
  constructor(
    private readonly database: Database,
    private readonly workspaces: WorkspaceQueries,
  ) {}

  viewerOf(actor: Actor): Promise<Viewer> {
    return this.database.inWorkspace(actor.workspaceId, async (tx) => {
      const workspace = await this.workspaces.current(tx);
      const users = actor.userId ? await this.workspaces.usersById(tx, [actor.userId]) : null;
      const user = (actor.userId && users?.get(actor.userId)) || null;
      return {
        user,
        workspace,
        role: actor.role,
        viaToken: actor.viaToken,
        mustSetUpSecondFactor: actor.mustEnrol ?? false,
        ...rightsOf(actor),
      };
    });
  }
}
