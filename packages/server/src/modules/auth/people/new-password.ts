import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { hashPassword, passwordFault } from '../password.ts';
import { endSessionsOf } from './own-sessions.queries.ts';
import { type PersonRow, setPasswordHash, workspaceNames } from './people.queries.ts';

/** Gives a person who does not know theirs a new password, and ends all their sessions. Answers how many; refuses a weak one. */
export async function giveNewPassword(tx: Tx, person: PersonRow, password: string): Promise<number> {
  const fault = passwordFault(password, [person.name, person.email, ...(await workspaceNames(tx))]);
  if (fault) return refuse('password_too_weak', fault, 'password');
  await setPasswordHash(tx, person.id, await hashPassword(password));
  return endSessionsOf(tx, person.id, null);
}
