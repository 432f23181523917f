import { sql } from 'kysely';
import { anyOf } from '../../platform/database/any-of.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { User } from './user.type.ts';
import type { Workspace } from './workspace.type.ts';

const shownOfUser = ['id', 'email', 'name', 'role'] as const;

/** Reads of the tenant and its people. */
export class WorkspaceQueries {
  async current({ db, workspaceId }: Tx): Promise<Workspace> {
    const workspace = await db
      .selectFrom('workspace')
      .select(['id', 'name', 'time_zone as timeZone', 'currency'])
      .executeTakeFirst();
    if (!workspace) throw new Error(`Workspace ${workspaceId} does not exist.`);
    return workspace;
  }

  /** Everyone who may sign in, by name. */
  users({ db }: Tx): Promise<User[]> {
    return db
      .selectFrom('app_user')
      .select(shownOfUser)
      .where('disabled_at', 'is', null)
      .orderBy(sql`lower(name)`)
      .orderBy('id')
      .execute();
  }

  /** The users with these IDs, disabled ones included, for showing who owns or did something. */
  async usersById({ db }: Tx, ids: readonly Id[]): Promise<Map<Id, User>> {
    const rows = await db.selectFrom('app_user').select(shownOfUser).where('id', '=', anyOf(ids)).execute();
    return new Map(rows.map((user) => [user.id, user]));
  }
}
