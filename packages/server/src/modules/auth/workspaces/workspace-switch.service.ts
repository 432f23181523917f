import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { type AuthService, type Caller, proofOf, type SignedIn, siblingOf } from '../auth.service.ts';
import { hashPassword } from '../password.ts';
import { endSessionsOf } from '../people/own-sessions.queries.ts';
import { personById, setPasswordHash } from '../people/people.queries.ts';
import type { Myself } from '../people/profile.service.ts';
import { hashToken } from '../token.ts';
import { type Account, activeAccount, type Sibling, setSiblings, siblingsOfSession } from './siblings.queries.ts';
import type { MyWorkspace } from './workspace-switch.type.ts';

/** From one workspace to another one in which the same person has the same password. */
export class WorkspaceSwitch {
  constructor(
    private readonly database: Database,
    private readonly auth: AuthService,
  ) {}

  /** Where this session may go without signing in again, and where it is; by name. */
  async list(me: Myself): Promise<MyWorkspace[]> {
    const { workspaceId } = me.actor;
    const here = await this.account(workspaceId, me.userId);
    const found = here ? [shown(workspaceId, here, true)] : [];
    for (const sibling of await this.siblings(me)) {
      const account = await this.proven(sibling);
      if (account) found.push(shown(sibling.workspaceId, account, false));
    }
    return found.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /** Opens a session in the other workspace, or asks for the second factor that the account there has. */
  async switchTo(me: Myself, workspaceId: Id, caller: Caller): Promise<SignedIn> {
    const siblings = await this.siblings(me);
    const target = siblings.find((one) => one.workspaceId === workspaceId);
    if (!target || !(await this.proven(target)))
      return refuse(
        'not_proven',
        'Sign out, and sign in to that workspace with the password that you have there.',
        'workspaceId',
      );
    const here = await this.account(me.actor.workspaceId, me.userId);
    const back = here
      ? [{ workspaceId: me.actor.workspaceId, userId: me.userId, proof: proofOf(here.passwordHash) }]
      : [];
    const others = siblings.filter((one) => one !== target);
    return this.auth.enter(target.workspaceId, target.userId, caller, {
      provider: null,
      siblings: [...back, ...others],
      isSwitch: true,
    });
  }

  /** A new password counts in each workspace in which the former one was the password, too. Answers how many sessions ended there. */
  async followPassword(me: Myself, { current, next }: { current: string; next: string }): Promise<number> {
    const here = await this.account(me.actor.workspaceId, me.userId);
    const all = here ? await this.auth.fitting(here.email, current) : [];
    // The account here has the new one already.
    const others = all.filter(({ userId }) => userId !== me.userId);
    const siblings: Sibling[] = [];
    let ended = 0;
    for (const { workspaceId, userId } of others) {
      const passwordHash = await hashPassword(next);
      ended += await this.database.inWorkspace(workspaceId, (tx) => changePassword(tx, userId, passwordHash));
      siblings.push(siblingOf({ workspaceId, userId, passwordHash }));
    }
    if (siblings.length > 0)
      await this.database.inWorkspace(me.actor.workspaceId, (tx) =>
        setSiblings(tx, hashToken(me.sessionToken), siblings),
      );
    return ended;
  }

  private siblings({ actor, sessionToken }: Myself): Promise<Sibling[]> {
    return this.database.inWorkspace(actor.workspaceId, (tx) => siblingsOfSession(tx, hashToken(sessionToken)));
  }

  /** The account, as long as it may sign in with the password that was given. */
  private async proven({ workspaceId, userId, proof }: Sibling): Promise<Account | null> {
    const account = await this.account(workspaceId, userId);
    return account && proofOf(account.passwordHash) === proof ? account : null;
  }

  private async account(workspaceId: Id, userId: Id): Promise<Account | undefined> {
    return this.database.inWorkspace(workspaceId, (tx) => activeAccount(tx, userId), { readOnly: true });
  }
}

async function changePassword(tx: Tx, userId: Id, passwordHash: string): Promise<number> {
  await setPasswordHash(tx, userId, passwordHash);
  const ended = await endSessionsOf(tx, userId, null);
  const person = await personById(tx, userId);
  await recordSecurityEvent(tx, {
    kind: 'password_changed',
    actorId: userId,
    actor: person?.name ?? '',
    subject: person?.email ?? '',
    description: `${person?.name} changed their password in another workspace of theirs; sessions ended: ${ended}.`,
  });
  return ended;
}

const shown = (id: Id, { workspaceName, role }: Account, isCurrent: boolean): MyWorkspace => ({
  id,
  name: workspaceName,
  role,
  isCurrent,
});
