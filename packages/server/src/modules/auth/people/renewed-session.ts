import type { Tx } from '../../../platform/database/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { hashToken, newToken } from '../token.ts';
import { setTokenHash } from './own-sessions.queries.ts';

/** What the browser of a session is given in place of its former token. */
export interface RenewedSession {
  token: string;
  expiresAt: Date;
}

/** Gives the session that asks a new token: whoever got hold of the former one before a password or factor was new has nothing any more. */
export async function renewSession(tx: Tx, sessionToken: string): Promise<RenewedSession> {
  const token = newToken();
  const expiresAt = await setTokenHash(tx, hashToken(sessionToken), hashToken(token));
  if (!expiresAt) throw new AppError('unauthenticated', 'Your session ended. Sign in again.');
  return { token, expiresAt };
}
