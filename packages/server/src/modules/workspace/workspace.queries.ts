import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { User } from './user.type.ts';
import type { Workspace } from './workspace.type.ts';

/** Reads of the tenant and its people. */
export class WorkspaceQueries {
  async current(tx: Tx): Promise<Workspace> {
    const [workspace] = await tx.query<Workspace>('select id, name from workspace');
    if (!workspace) throw new Error(`Workspace ${tx.workspaceId} does not exist.`);
    return workspace;
  }

  /** Everyone who may sign in, by name. */
  users(tx: Tx): Promise<User[]> {
    return tx.query<User>(
      'select id, email, name, role from app_user where disabled_at is null order by lower(name), id',
    );
  }

  /** The users with these IDs, disabled ones included, for showing who owns or did something. */
  async usersById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, User>> {
    const rows = await tx.query<User>('select id, email, name, role from app_user where id = any($1::uuid[])', [ids]);
    return new Map(rows.map((user) => [user.id, user]));
  }
}
