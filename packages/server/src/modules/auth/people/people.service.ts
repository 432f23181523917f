import type { Role } from '@causeway/shared/vocabulary';
import { tellAccessEnded } from '../../../platform/access-ended.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { recordSecurityEvent, type SecurityEventKind } from '../../audit/security/security-event.queries.ts';
import type { AuthService, NewUser } from '../auth.service.ts';
import { unlinkAccounts } from '../provider/provider.queries.ts';
import { deleteFactor } from '../second-factor/second-factor.queries.ts';
import { hashToken } from '../token.ts';
import { giveNewPassword } from './new-password.ts';
import { endAllSessions, endSessionsOf } from './own-sessions.queries.ts';
import {
  lockAdmins,
  markRemoved,
  type PersonRow,
  people,
  personByEmail,
  personById,
  setActive,
  setRole,
} from './people.queries.ts';
import type { Myself } from './profile.service.ts';

/** Who may sign in to a workspace, and as what. */
export class PeopleService {
  constructor(private readonly auth: Pick<AuthService, 'createUser'>) {}

  /** Everyone who was not removed, by name. */
  list(tx: Tx): Promise<PersonRow[]> {
    return people(tx);
  }

  async changeRole(tx: Tx, id: Id, role: Role, actor: Who): Promise<PersonRow> {
    const person = await this.get(tx, id);
    if (person.role === role) return person;
    if (person.role === 'admin') await keepAnAdmin(tx, person);
    await setRole(tx, id, role);
    await tellAccessEnded(tx);
    await record(tx, 'role_changed', actor, person, `${person.name} was ${person.role} and is ${role} now.`);
    return { ...person, role };
  }

  /** Ends a person's sessions and keeps them out until they are activated again. */
  async deactivate(tx: Tx, id: Id, actor: Actor): Promise<PersonRow> {
    const person = await this.get(tx, id);
    if (!person.isActive) return person;
    await keepAnAdmin(tx, person);
    await setActive(tx, id, false);
    await endSessionsOf(tx, id, null);
    await record(tx, 'person_deactivated', actor, person, `${person.name} was deactivated and signed out.`);
    return { ...person, isActive: false };
  }

  async activate(tx: Tx, id: Id, actor: Actor): Promise<PersonRow> {
    const person = await this.get(tx, id);
    if (person.isActive) return person;
    await setActive(tx, id, true);
    await record(tx, 'person_activated', actor, person, `${person.name} may sign in again.`);
    return { ...person, isActive: true };
  }

  /** Takes a person off the list for good; records that name them stay as they are. */
  async remove(tx: Tx, id: Id, actor: Actor): Promise<Id> {
    const person = await this.get(tx, id);
    await keepAnAdmin(tx, person);
    await markRemoved(tx, id);
    await deleteFactor(tx, id);
    await unlinkAccounts(tx, id);
    await endSessionsOf(tx, id, null);
    await record(tx, 'person_removed', actor, person, `${person.name} (${person.email}) was removed.`);
    return id;
  }

  /** Signs everybody out, also the administrator who asks, but for the session in which they do. Answers how many sessions ended. */
  async endAllSessions(tx: Tx, { actor, sessionToken }: Myself): Promise<number> {
    const ended = await endAllSessions(tx, hashToken(sessionToken));
    await recordSecurityEvent(tx, {
      kind: 'sessions_ended',
      actorId: actor.userId,
      actor: actor.name,
      description: `${actor.name} signed everybody out, but for the session in which they did; sessions ended: ${ended}.`,
    });
    return ended;
  }

  async addByOperator(tx: Tx, person: NewUser): Promise<Id> {
    const id = await this.auth.createUser(tx, person);
    await recordSecurityEvent(tx, {
      kind: 'person_added',
      ...operator,
      subject: person.email.trim(),
      description: `${person.email.trim()} was added by command, as ${person.role}.`,
    });
    return id;
  }

  /** A new password for somebody who lost theirs; ends all their sessions. Null when nobody has this e-mail. */
  async resetPassword(tx: Tx, email: string, password: string): Promise<PersonRow | null> {
    const person = await personByEmail(tx, email);
    if (!person) return null;
    await giveNewPassword(tx, person, password);
    await recordSecurityEvent(tx, {
      kind: 'password_reset',
      ...operator,
      subject: person.email,
      description: `The password of ${person.email} was reset by command.`,
    });
    return person;
  }

  private async get(tx: Tx, id: Id): Promise<PersonRow> {
    const person = isId(id) ? await personById(tx, id) : undefined;
    return person ?? refuse('not_found', 'There is no such person in this workspace.', 'id');
  }
}

const operator = { actorId: null, actor: 'Operator' };

/** Refuses what would leave nobody who can administer the workspace. */
async function keepAnAdmin(tx: Tx, person: PersonRow): Promise<void> {
  const admins = await lockAdmins(tx);
  if (admins.some((id) => id !== person.id) || !admins.includes(person.id)) return;
  refuse(
    'last_admin',
    `${person.name} is the only administrator who may sign in. Make somebody else administrator first.`,
    'id',
  );
}

/** Who does it; a provider of sign-ins has no ID. */
type Who = Pick<Actor, 'userId' | 'name'>;

const record = (tx: Tx, kind: SecurityEventKind, actor: Who, person: PersonRow, description: string): Promise<void> =>
  recordSecurityEvent(tx, { kind, actorId: actor.userId, actor: actor.name, subject: person.email, description });
