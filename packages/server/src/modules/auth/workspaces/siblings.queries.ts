import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** An account of another workspace that the password of this sign-in opened as well. */
export interface Sibling {
  workspaceId: Id;
  userId: Id;
  /** Of the stored password at that time: after a change of it nothing is proven any more. */
  proof: string;
}

/** Those of the session with this token. */
export async function siblingsOfSession({ db }: Tx, tokenHash: string): Promise<Sibling[]> {
  const row = await db
    .selectFrom('session')
    .select(sql<Sibling[]>`siblings`.as('siblings'))
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.siblings ?? [];
}

export async function setSiblings({ db }: Tx, tokenHash: string, siblings: readonly Sibling[]): Promise<void> {
  await db
    .updateTable('session')
    .set({ siblings: JSON.stringify(siblings) })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export interface Account {
  workspaceName: string;
  role: Role;
  email: string;
  passwordHash: string;
}

/** An account that may sign in, with the name of its workspace. */
export const activeAccount = ({ db }: Tx, userId: Id): Promise<Account | undefined> =>
  db
    .selectFrom('app_user')
    .innerJoin('workspace', 'workspace.id', 'app_user.workspace_id')
    .select([
      'workspace.name as workspaceName',
      'app_user.role',
      'app_user.email',
      'app_user.password_hash as passwordHash',
    ])
    .where('app_user.id', '=', userId)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
