import { sql } from 'kysely';
import { tellAccessEnded } from '../../../platform/access-ended.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { dropResetOf } from '../password-reset/password-reset.queries.ts';
import { endSignInStepsOf } from '../second-factor/second-factor.queries.ts';

export interface OwnSessionRow {
  id: Id;
  createdAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
  isCurrent: boolean;
}

/** A person's sessions that have not ended, newest first; `tokenHash` is that of the session that asks. */
export const sessionsOf = ({ db }: Tx, userId: Id, tokenHash: string): Promise<OwnSessionRow[]> =>
  db
    .selectFrom('session')
    .select([
      'id',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'address',
      'user_agent as userAgent',
      sql<boolean>`token_hash = ${tokenHash}`.as('isCurrent'),
    ])
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('id', 'desc')
    .execute();

/** Gives the session with this token another one; when it ends, or null when it is over. */
export async function setTokenHash({ db }: Tx, tokenHash: string, next: string): Promise<Date | null> {
  const row = await db
    .updateTable('session')
    .set({ token_hash: next })
    .where('token_hash', '=', tokenHash)
    .returning('expires_at as expiresAt')
    .executeTakeFirst();
  return row?.expiresAt ?? null;
}

/** Ends one session of a person; undefined when it is over already, or somebody else's. */
export async function endSession(
  tx: Tx,
  userId: Id,
  id: Id,
): Promise<{ address: string | null; userAgent: string | null } | undefined> {
  const ended = await tx.db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning(['address', 'user_agent as userAgent'])
    .executeTakeFirst();
  await tellAccessEnded(tx);
  return ended;
}

/**
 * Ends all sessions of a person, or all but the one with this token, sign-ins that wait for their second step, and the link by which a forgotten
 * password is set. Answers how many sessions.
 */
export async function endSessionsOf(tx: Tx, userId: Id, exceptTokenHash: string | null): Promise<number> {
  let deletion = tx.db.deleteFrom('session').where('user_id', '=', userId);
  if (exceptTokenHash !== null) deletion = deletion.where('token_hash', '!=', exceptTokenHash);
  const result = await deletion.executeTakeFirst();
  await endSignInStepsOf(tx, userId);
  await dropResetOf(tx, userId);
  await tellAccessEnded(tx);
  return Number(result.numDeletedRows);
}

/**
 * Ends all sessions of the workspace but the one with this token, sign-ins that wait for their second step, and links by which forgotten passwords
 * are set. Answers how many sessions had not ended by themselves.
 */
export async function endAllSessions(tx: Tx, exceptTokenHash: string): Promise<number> {
  const ended = await tx.db
    .deleteFrom('session')
    .where('token_hash', '!=', exceptTokenHash)
    .returning(sql<boolean>`expires_at > now()`.as('isOpen'))
    .execute();
  await tx.db.deleteFrom('sign_in_step').execute();
  await tx.db.deleteFrom('password_reset').execute();
  await tellAccessEnded(tx);
  return ended.filter(({ isOpen }) => isOpen).length;
}
