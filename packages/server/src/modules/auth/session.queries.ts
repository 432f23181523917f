import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { Sibling } from './workspaces/siblings.queries.ts';

export interface SessionRow {
  workspaceId: Id;
  userId: Id;
  email: string;
  name: string;
  role: Role;
  expiresAt: Date;
  /** They have still to set up the second factor that the workspace demands. */
  mustEnrol: boolean;
}

/** A user who may be meant by an e-mail, with what the password is held against. */
export interface CandidateRow {
  workspaceId: Id;
  userId: Id;
  passwordHash: string;
}

const MAX_CANDIDATES = 10;

/** The accounts with this e-mail in all workspaces; that which was used last comes first. */
export const candidatesByEmail = (tx: Tx, email: string): Promise<CandidateRow[]> =>
  tx.query<CandidateRow>(
    'select workspace_id as "workspaceId", user_id as "userId", password_hash as "passwordHash" from system_accounts($1, $2)',
    [email, MAX_CANDIDATES],
  );

/** The session with this token that has not ended, whichever workspace it belongs to. */
export async function sessionByHash(tx: Pick<Tx, 'query'>, tokenHash: string): Promise<SessionRow | null> {
  const [row] = await tx.query<SessionRow>(
    'select workspace_id as "workspaceId", user_id as "userId", email, name, role, expires_at as "expiresAt", must_enrol as "mustEnrol" from system_session($1)',
    [tokenHash],
    { isKept: true },
  );
  return row ?? null;
}

export async function insertSession(
  { db }: Tx,
  session: {
    userId: Id;
    tokenHash: string;
    expiresAt: Date;
    address: string;
    userAgent: string | null;
    hasSecondFactorElsewhere: boolean;
    siblings: readonly Sibling[];
  },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      user_id: session.userId,
      token_hash: session.tokenHash,
      expires_at: session.expiresAt,
      address: session.address || null,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
      has_second_factor_elsewhere: session.hasSecondFactorElsewhere,
      siblings: JSON.stringify(session.siblings),
    })
    .execute();
}

export async function noteSignIn({ db }: Tx, userId: Id): Promise<void> {
  await db.updateTable('app_user').set({ last_sign_in_at: sql<Date>`now()` }).where('id', '=', userId).execute();
}

/** Ends this session, and clears away those whose time is over. */
export async function deleteSession({ db }: Tx, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('session')
    .where((is) => is.or([is('token_hash', '=', tokenHash), is('expires_at', '<', sql<Date>`now()`)]))
    .execute();
}

export interface NewUserRow {
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
}

/** The ID of the new user; null when the e-mail is taken. */
export async function insertUser({ db }: Tx, user: NewUserRow): Promise<Id | null> {
  const row = await db
    .insertInto('app_user')
    .values({ email: user.email, name: user.name, role: user.role, password_hash: user.passwordHash })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}
