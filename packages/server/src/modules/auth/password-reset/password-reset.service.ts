import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { giveNewPassword } from '../people/new-password.ts';
import { personById } from '../people/people.queries.ts';
import { emailProblems } from '../person.rules.ts';
import { candidatesByEmail } from '../session.queries.ts';
import type { SignInThrottle } from '../sign-in-throttle.ts';
import { hashToken, newToken } from '../token.ts';
import type { PasswordMail } from './password-mail.ts';
import { type FoundReset, putReset, resetByHash, takeReset } from './password-reset.queries.ts';

const VALID_MS = 3_600_000;

export interface PasswordResetDeps {
  database: Database;
  clock: Clock;
  throttle: SignInThrottle;
  mail: PasswordMail;
  logger?: Pick<Logger, 'warn' | 'error'> | undefined;
}

/** Links by which people who forgot their password set a new one: valid for an hour, once, and replaced by the next one. */
export class PasswordResetService {
  /** Links that are being made, after their answers. */
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly deps: PasswordResetDeps) {}

  /**
   * Mails a link to whoever has this e-mail and a password. The answer comes before anything is looked up, so neither it nor its time tells who is
   * known; it is throttled as sign-ins are.
   */
  async ask(typed: string, address: string): Promise<{ isMailed: boolean }> {
    const { throttle, mail, logger } = this.deps;
    const email = typed.trim();
    const problems = emailProblems(email);
    if (problems.length > 0) throw new ProblemsError(problems);
    const waitMs = await throttle.attempt(`new password for ${email}`, address);
    if (waitMs > 0) {
      logger?.warn({ event: 'security.password_reset_throttled', address }, 'a link for a new password was refused');
      return refuse('throttled', `Too many tries. Wait ${Math.ceil(waitMs / 60_000)} minutes, then try again.`);
    }
    this.later(() => this.mailLinks(email, address));
    return { isMailed: mail.isSent };
  }

  /** What a link leads to; null when it is unknown, used, replaced or out of time. */
  find(token: string): Promise<FoundReset | null> {
    return this.deps.database.acrossWorkspaces((tx) => resetByHash(tx, hashToken(token)));
  }

  /** Sets the new password, ends all sessions and tells the person. Signs nobody in: the next sign-in asks for the second factor, too. */
  async set({ token, password }: { token: string; password: string }, address: string): Promise<{ email: string }> {
    const { database, throttle, mail } = this.deps;
    const found = await this.find(token);
    if (!found) return noLonger();
    const { workspaceId, userId, email } = found;
    await database.inWorkspace(workspaceId, async (tx) => {
      const person = await personById(tx, userId);
      if (!person || !(await takeReset(tx, hashToken(token)))) return noLonger();
      const ended = await giveNewPassword(tx, person, password);
      await recordSecurityEvent(tx, {
        kind: 'password_reset',
        actorId: userId,
        actor: person.name,
        subject: email,
        address,
        description: `${person.name} set a new password by the link that was mailed; sessions ended: ${ended}.`,
      });
      await mail.changed(tx, person);
    });
    // Whoever forgot it has tried wrong ones, and is to come in with the new one.
    await throttle.forget(email);
    return { email };
  }

  /** Until the links are made that were asked for. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private later(work: () => Promise<void>): void {
    const done: Promise<void> = work()
      .catch((err: unknown) => this.deps.logger?.error({ event: 'password_reset.failed', err }, 'a link was not made'))
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  /** One link for each workspace that knows the e-mail, each mailed by that workspace: its outbox tells nothing that opens another one. */
  private async mailLinks(email: string, address: string): Promise<void> {
    const { database } = this.deps;
    const candidates = await database.acrossWorkspaces((tx) => candidatesByEmail(tx, email));
    for (const { workspaceId, userId, passwordHash } of candidates) {
      // Who comes by a provider alone has no password that could be forgotten.
      if (passwordHash) await database.inWorkspace(workspaceId, (tx) => this.mailLink(tx, userId, address));
    }
  }

  private async mailLink(tx: Tx, userId: Id, address: string): Promise<void> {
    const { clock, mail } = this.deps;
    const person = await personById(tx, userId);
    if (!person?.isActive) return;
    const token = newToken();
    const expiresAt = new Date(clock.now().getTime() + VALID_MS);
    await putReset(tx, { userId, tokenHash: hashToken(token), expiresAt });
    await recordSecurityEvent(tx, {
      kind: 'password_reset_asked',
      actorId: null,
      actor: 'nobody',
      subject: person.email,
      address,
      description: `Somebody said that they forgot the password of ${person.email}; a link to set a new one was mailed there.`,
    });
    await mail.link(tx, person, token);
  }
}

const noLonger = (): never =>
  refuse('reset_invalid', 'This link was used, replaced by a newer one, or is too old. Ask for a new one.');
