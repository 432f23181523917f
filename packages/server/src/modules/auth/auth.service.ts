import type { Role } from '@causeway/shared/vocabulary';
import { tellAccessEnded } from '../../platform/access-ended.ts';
import { AskedTogether } from '../../platform/asked-together.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import type { Id } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { hasRecentEvent, recordSecurityEvent } from '../audit/security/security-event.queries.ts';
import { hashPassword, isPassword, passwordFault } from './password.ts';
import type { SecondStep, UsedFactor } from './second-factor/second-step.ts';
import {
  type CandidateRow,
  candidatesByEmail,
  deleteSession,
  insertSession,
  insertUser,
  noteSignIn,
  type SessionRow,
  sessionByHash,
} from './session.queries.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { hashToken, newToken } from './token.ts';
import type { Sibling } from './workspaces/siblings.queries.ts';

/** A new session; the token goes into the cookie and nowhere else. */
export interface Session {
  token: string;
  expiresAt: Date;
  actor: Actor;
}

/** A sign-in that is done, or one that waits for its second step. */
export type SignedIn = Session | { secondStep: string };

/** Where a sign-in comes from. */
export interface Caller {
  address: string;
  userAgent: string | null;
}

export interface NewUser {
  email: string;
  name: string;
  role: Role;
  password: string;
}

/** By whom somebody was vouched for in place of a password. */
export interface Vouched {
  provider: string | null;
  /** Whether no second factor of ours is needed. */
  hasSecondFactorElsewhere?: boolean;
  /** Accounts of other workspaces that the password opened, too. */
  siblings?: readonly Sibling[];
  /** Coming from another workspace. */
  isSwitch?: boolean;
  /** The second factor of ours that was shown. */
  factor?: UsedFactor;
}

const THROTTLE_NOTED_EVERY_MINUTES = 15;
const SESSION_MS = 12 * 3_600_000;

/** Users and their sessions. */
export class AuthService {
  private readonly sessions = new AskedTogether((hash) => sessionByHash(this.database.outside, hash));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
    private readonly secondStep: SecondStep,
    private readonly logger?: Pick<Logger, 'warn'>,
  ) {}

  /**
   * Checks e-mail and password and opens a session of 12 hours, or asks for the second step; refuses with one problem that does not tell which of
   * the two was wrong.
   */
  async signIn(email: string, password: string, caller: Caller): Promise<SignedIn> {
    const { address } = caller;
    const waitMs = await this.throttle.attempt(email, address);
    if (waitMs > 0) {
      await this.noteRefused('sign_in_throttled', email, address);
      return refuse('throttled', `Too many failed tries. Wait ${Math.ceil(waitMs / 60_000)} minutes, then try again.`);
    }
    const [found, ...others] = await this.fitting(email.trim(), password);
    if (!found) {
      await this.noteRefused('sign_in_failed', email, address);
      return refuse('wrong_credentials', 'This e-mail and password do not fit together.', 'password');
    }
    await this.throttle.succeeded(email, address);
    return this.enter(found.workspaceId, found.userId, caller, { provider: null, siblings: others.map(siblingOf) });
  }

  /** The second step of a sign-in: opens the session when the code is right. */
  async confirmSignIn(secondStep: string, code: string, caller: Caller): Promise<Session> {
    const { workspaceId, userId, ...by } = await this.secondStep.pass(secondStep, code, caller.address);
    const { provider, siblings, factor } = by;
    return this.openSession(workspaceId, userId, caller, { provider, siblings, factor });
  }

  /** Lets somebody in who has made the first step; asks for the second one, unless their provider sees to it. */
  async enter(workspaceId: Id, userId: Id, caller: Caller, by: Vouched): Promise<SignedIn> {
    const secondStep = by.hasSecondFactorElsewhere
      ? null
      : await this.secondStep.begin(workspaceId, userId, { provider: by.provider, siblings: by.siblings ?? [] });
    return secondStep ? { secondStep } : this.openSession(workspaceId, userId, caller, by);
  }

  /** The actor of a session's token, or null when it ended or never was. */
  async bySession(token: string): Promise<Actor | null> {
    const row = await this.sessions.answerTo(hashToken(token));
    return row ? userActor(row) : null;
  }

  /** Ends a session; its token is worth nothing from the commit on. */
  async signOut(actor: Actor, token: string): Promise<void> {
    await this.database.inWorkspace(actor.workspaceId, async (tx) => {
      await deleteSession(tx, hashToken(token));
      await tellAccessEnded(tx);
    });
  }

  async createUser(tx: Tx, user: NewUser): Promise<Id> {
    const fault = passwordFault(user.password, [user.name, user.email]);
    if (fault) return refuse('password_too_weak', fault, 'password');
    const id = await insertUser(tx, {
      email: user.email.trim(),
      name: user.name.trim(),
      role: user.role,
      passwordHash: await hashPassword(user.password),
    });
    return id ?? refuse('email_taken', `A user with the e-mail ${user.email} exists already.`, 'email');
  }

  /** In the log of each workspace that knows the e-mail; many refusals for trying too often are one entry. What was typed is in none. */
  private async noteRefused(kind: 'sign_in_failed' | 'sign_in_throttled', typed: string, address: string) {
    const email = typed.trim().slice(0, 320);
    this.logger?.warn({ event: `security.${kind}`, address }, 'a sign-in was refused');
    const candidates = await this.database.acrossWorkspaces((tx) => candidatesByEmail(tx, email));
    for (const workspaceId of new Set(candidates.map((one) => one.workspaceId))) {
      await this.database.inWorkspace(workspaceId, async (tx) => {
        const isThrottled = kind === 'sign_in_throttled';
        const recent = { kind, subject: email, address, minutes: THROTTLE_NOTED_EVERY_MINUTES };
        if (isThrottled && (await hasRecentEvent(tx, recent))) return;
        await recordSecurityEvent(tx, {
          kind,
          actorId: null,
          actor: 'nobody',
          subject: email,
          address,
          description: isThrottled
            ? `Too many tries to sign in as ${email}; further ones were refused for a while.`
            : `Somebody tried to sign in as ${email} with a wrong password.`,
        });
      });
    }
  }

  /** The same e-mail may be known in several workspaces; the password decides. That which was used last comes first. */
  async fitting(email: string, password: string): Promise<CandidateRow[]> {
    const candidates = await this.database.acrossWorkspaces((tx) => candidatesByEmail(tx, email));
    if (candidates.length === 0) await isPassword(password, null);
    const fitting: CandidateRow[] = [];
    for (const candidate of candidates) if (await isPassword(password, candidate.passwordHash)) fitting.push(candidate);
    return fitting;
  }

  /** Opens a session for somebody who has shown who they are. */
  async openSession(
    workspaceId: Id,
    userId: Id,
    { address, userAgent }: Caller,
    by: Vouched = { provider: null },
  ): Promise<Session> {
    const { hasSecondFactorElsewhere = false, siblings = [] } = by;
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_MS);
    const tokenHash = hashToken(token);
    const row = await this.database.inWorkspace(workspaceId, async (tx) => {
      await insertSession(tx, {
        userId,
        tokenHash,
        expiresAt,
        address,
        userAgent,
        hasSecondFactorElsewhere,
        siblings,
      });
      await noteSignIn(tx, userId);
      const opened = await sessionByHash(tx, tokenHash);
      if (opened)
        await recordSecurityEvent(tx, {
          kind: 'signed_in',
          actorId: userId,
          actor: opened.name,
          address,
          description: `${opened.name} ${howOf(by)}.`,
        });
      return opened;
    });
    if (!row) return refuse('wrong_credentials', 'This user may no longer sign in.');
    return { token, expiresAt, actor: userActor(row) };
  }
}

/** All that somebody has shown to come in; a second factor that is not named was not asked for. */
function howOf({ provider, hasSecondFactorElsewhere, isSwitch, factor }: Vouched): string {
  const first = isSwitch
    ? 'came in from another workspace of theirs'
    : `signed in with ${provider ?? 'their password'}`;
  if (factor) return `${first} and ${factor === 'code' ? 'a code of their second factor' : 'a recovery code'}`;
  return hasSecondFactorElsewhere ? `${first}, which sees to the second factor` : first;
}

/** What a stored password proves as long as it stays the same. */
export const proofOf = (passwordHash: string): string => hashToken(passwordHash);

export const siblingOf = ({ workspaceId, userId, passwordHash }: CandidateRow): Sibling => ({
  workspaceId,
  userId,
  proof: proofOf(passwordHash),
});

const userActor = (row: SessionRow): Actor => ({
  workspaceId: row.workspaceId,
  role: row.role,
  userId: row.userId,
  tokenId: null,
  name: row.name,
  origin: { kind: 'user', userId: row.userId, name: row.name },
  viaToken: false,
  ...(row.mustEnrol ? { mustEnrol: true } : {}),
  expiresAt: row.expiresAt,
});
