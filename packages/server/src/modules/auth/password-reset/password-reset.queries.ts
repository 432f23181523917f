import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

export interface FoundReset {
  workspaceId: Id;
  workspaceName: string;
  userId: Id;
  email: string;
}

/** Writes down a link; the one before it is worth nothing from now on. */
export async function putReset({ db }: Tx, reset: { userId: Id; tokenHash: string; expiresAt: Date }): Promise<void> {
  const link = { token_hash: reset.tokenHash, expires_at: reset.expiresAt };
  await db
    .insertInto('password_reset')
    .values({ user_id: reset.userId, ...link })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(link))
    .execute();
}

/** The link with this token that has not expired, of an account that may sign in, whichever workspace it belongs to. */
export async function resetByHash(tx: Tx, tokenHash: string): Promise<FoundReset | null> {
  const [row] = await tx.query<FoundReset>(
    `select workspace_id as "workspaceId", workspace_name as "workspaceName", user_id as "userId", email from system_password_reset($1)`,
    [tokenHash],
  );
  return row ?? null;
}

/** Uses a link up; false when another request did, or a newer one took its place. */
export async function takeReset({ db }: Tx, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('password_reset')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Makes the link of a person worthless. */
export async function dropResetOf({ db }: Tx, userId: Id): Promise<void> {
  await db.deleteFrom('password_reset').where('user_id', '=', userId).execute();
}
