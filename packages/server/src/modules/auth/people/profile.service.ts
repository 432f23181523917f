import type { Tx } from '../../../platform/database/database.ts';
import { AppError, ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { hashPassword, isPassword, passwordFault } from '../password.ts';
import { nameProblems } from '../person.rules.ts';
import { hashToken } from '../token.ts';
import { endSession, endSessionsOf, type OwnSessionRow, sessionsOf } from './own-sessions.queries.ts';
import {
  type PersonRow,
  passwordHashOf,
  personById,
  setName,
  setPasswordHash,
  workspaceNames,
} from './people.queries.ts';
import { type RenewedSession, renewSession } from './renewed-session.ts';

/** A person in the session that asks; programs have no profile. */
export interface Myself {
  actor: Actor;
  userId: Id;
  sessionToken: string;
}

export function myself(actor: Actor, sessionToken: string | null): Myself {
  if (actor.userId === null || sessionToken === null)
    throw new AppError('forbidden', 'Only a person who is signed in has a profile; a token has none.');
  return { actor, userId: actor.userId, sessionToken };
}

/** What each person changes of their own. */
export class ProfileService {
  sessions(tx: Tx, { userId, sessionToken }: Myself): Promise<OwnSessionRow[]> {
    return sessionsOf(tx, userId, hashToken(sessionToken));
  }

  /** False for who comes by a provider alone. */
  async hasPassword(tx: Tx, { userId }: Myself): Promise<boolean> {
    return Boolean(await passwordHashOf(tx, userId));
  }

  async rename(tx: Tx, { userId }: Myself, name: string): Promise<PersonRow> {
    const problems = nameProblems(name);
    if (problems.length > 0) throw new ProblemsError(problems);
    await setName(tx, userId, name.trim());
    return this.person(tx, userId);
  }

  /** A new password ends all other sessions, and gives this one a new token: whoever knew the old ones is out. */
  async changePassword(
    tx: Tx,
    me: Myself,
    { current, next }: { current: string; next: string },
  ): Promise<{ endedSessions: number; renewed: RenewedSession }> {
    const { userId, actor, sessionToken } = me;
    const stored = await passwordHashOf(tx, userId);
    if (!stored)
      return refuse(
        'no_password',
        'You sign in with a provider and have no password here, so there is none to change. Change it where your provider lets you.',
      );
    if (!(await isPassword(current, stored)))
      return refuse('wrong_credentials', 'This is not your current password.', 'currentPassword');
    if (next === current)
      return refuse('same_password', 'This is your password already. Choose another one.', 'newPassword');
    const person = await this.person(tx, userId);
    const fault = passwordFault(next, [person.name, person.email, ...(await workspaceNames(tx))]);
    if (fault) return refuse('password_too_weak', fault, 'newPassword');
    await setPasswordHash(tx, userId, await hashPassword(next));
    const endedSessions = await endSessionsOf(tx, userId, hashToken(sessionToken));
    await recordSecurityEvent(tx, {
      kind: 'password_changed',
      actorId: userId,
      actor: actor.name,
      subject: person.email,
      description: `${actor.name} changed their password; other sessions ended: ${endedSessions}.`,
    });
    return { endedSessions, renewed: await renewSession(tx, sessionToken) };
  }

  /** Signs out everywhere but here. Answers how many sessions ended. */
  async endOtherSessions(tx: Tx, { userId, actor, sessionToken }: Myself): Promise<number> {
    const ended = await endSessionsOf(tx, userId, hashToken(sessionToken));
    if (ended > 0)
      await recordSecurityEvent(tx, {
        kind: 'sessions_ended',
        actorId: userId,
        actor: actor.name,
        description: `${actor.name} signed out everywhere else; sessions ended: ${ended}.`,
      });
    return ended;
  }

  /** Ends one session, such as that of a phone that was lost. */
  async endOneSession(tx: Tx, { userId, actor }: Myself, id: Id): Promise<Id> {
    const ended = isId(id) ? await endSession(tx, userId, id) : undefined;
    if (!ended) return refuse('not_found', 'This session is over already.', 'id');
    await recordSecurityEvent(tx, {
      kind: 'session_ended',
      actorId: userId,
      actor: actor.name,
      description: `${actor.name} ended one of their sessions, opened from ${ended.address ?? 'an unknown address'}.`,
    });
    return id;
  }

  private async person(tx: Tx, userId: Id): Promise<PersonRow> {
    const person = await personById(tx, userId);
    if (!person) throw new AppError('not_found', 'You were removed from this workspace.');
    return person;
  }
}
