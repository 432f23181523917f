import type { Role } from '@causeway/shared/vocabulary';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import type { DeliveryService } from '../../delivery/delivery.service.ts';
import type { WorkspaceQueries } from '../../workspace/workspace.queries.ts';
import { type AuthService, type Caller, type Session, siblingOf } from '../auth.service.ts';
import { emailProblems, personProblems } from '../person.rules.ts';
import { hashToken, newToken } from '../token.ts';
import {
  type FoundInvitation,
  type InvitationRow,
  invitationByHash,
  invitations,
  putInvitation,
  takeInvitation,
} from './invitation.queries.ts';
import { personByEmail } from './people.queries.ts';

const VALID_MS = 7 * 24 * 3_600_000;

export interface InvitationDeps {
  database: Database;
  clock: Clock;
  auth: AuthService;
  /** Address that browsers use, without a slash at the end. */
  publicUrl: string;
  workspaces: WorkspaceQueries;
  mail?: InvitationMail;
}

/** What sends an invitation to whom it is for. */
export type InvitationMail = Pick<DeliveryService, 'mail' | 'sendsMail'>;

/** Links that let a person in: valid for a week, once, and replaced by the next one to the same e-mail. */
export class InvitationService {
  constructor(private readonly deps: InvitationDeps) {}

  list(tx: Tx): Promise<InvitationRow[]> {
    return invitations(tx);
  }

  /** Makes a link; it is in the answer and cannot be had again, only made anew. */
  async invite(
    tx: Tx,
    { email, role }: { email: string; role: Role },
    actor: Actor,
  ): Promise<{ invitation: InvitationRow; link: string; isMailed: boolean }> {
    const problems = emailProblems(email);
    if (problems.length > 0) throw new ProblemsError(problems);
    if (await personByEmail(tx, email))
      return refuse('email_taken', `${email.trim()} is in this workspace already.`, 'email');
    const token = newToken();
    const invitation = await putInvitation(tx, {
      email: email.trim(),
      role,
      tokenHash: hashToken(token),
      createdBy: actor.userId,
      expiresAt: new Date(this.deps.clock.now().getTime() + VALID_MS),
    });
    await recordSecurityEvent(tx, {
      kind: 'person_invited',
      actorId: actor.userId,
      actor: actor.name,
      subject: invitation.email,
      description: `${invitation.email} was invited as ${role}.`,
    });
    // Behind "#", so that the token reaches no server's log.
    const link = `${this.deps.publicUrl}/invitation#${token}`;
    await this.mail(tx, { to: invitation.email, role, link, from: actor.name });
    return { invitation, link, isMailed: this.deps.mail?.sendsMail ?? false };
  }

  private async mail(tx: Tx, { to, role, link, from }: { to: string; role: Role; link: string; from: string }) {
    const workspace = await this.deps.workspaces.current(tx);
    await this.deps.mail?.mail(tx, to, {
      subject: `${from} invites you to ${workspace.name} in Causeway`,
      paragraphs: [
        `${from} invites you to the workspace ${workspace.name} as ${role}.`,
        'Open the link, enter your name and choose a password. It is valid for seven days and works once.',
      ],
      action: { label: 'Join the workspace', url: link },
      reason: `You get this mail because ${from} entered your address. If you do not expect it, do nothing.`,
    });
  }

  /** Makes an invitation worthless. */
  async withdraw(tx: Tx, id: Id, actor: Actor): Promise<Id> {
    const taken = isId(id) ? await takeInvitation(tx, id) : undefined;
    if (!taken) return refuse('not_found', 'There is no such invitation; it may have been accepted.', 'id');
    await recordSecurityEvent(tx, {
      kind: 'invitation_withdrawn',
      actorId: actor.userId,
      actor: actor.name,
      subject: taken.email,
      description: `The invitation of ${taken.email} was withdrawn.`,
    });
    return id;
  }

  /** What a link leads to; null when it is unknown, used or out of time. */
  find(token: string): Promise<FoundInvitation | null> {
    return this.deps.database.acrossWorkspaces((tx) => invitationByHash(tx, hashToken(token)));
  }

  /** Makes the person with the role that they were invited to, and signs them in. */
  async accept(input: { token: string; name: string; password: string }, caller: Caller): Promise<Session> {
    const found = await this.find(input.token);
    if (!found) return noLonger();
    const { workspaceId, email, role, workspaceName } = found;
    const person = { name: input.name, email, password: input.password };
    const problems = personProblems(person, [workspaceName]);
    if (problems.length > 0) throw new ProblemsError(problems);
    const { database, auth } = this.deps;
    const userId = await database.inWorkspace(workspaceId, async (tx) => {
      if (!(await takeInvitation(tx, found.invitationId))) return noLonger();
      const id = await auth.createUser(tx, { ...person, role });
      await recordSecurityEvent(tx, {
        kind: 'invitation_accepted',
        actorId: id,
        actor: person.name.trim(),
        subject: email,
        address: caller.address,
        description: `${email} accepted the invitation and is ${role} now.`,
      });
      return id;
    });
    // Who chose the password that they have in another workspace may go there from here.
    const others = (await auth.fitting(email, input.password)).filter((one) => one.workspaceId !== workspaceId);
    return auth.openSession(workspaceId, userId, caller, { provider: null, siblings: others.map(siblingOf) });
  }
}

const noLonger = (): never =>
  refuse('invitation_invalid', 'This invitation was used, withdrawn or is too old. Ask for a new link.');
