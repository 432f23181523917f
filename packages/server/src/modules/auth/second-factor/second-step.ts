import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { personById } from '../people/people.queries.ts';
import type { SignInThrottle } from '../sign-in-throttle.ts';
import { hashToken, newToken } from '../token.ts';
import type { Sibling } from '../workspaces/siblings.queries.ts';
import { type CodeVerdict, type FactorCheck, isOn } from './factor-check.ts';
import {
  putSignInStep,
  type SignInStep,
  signInStepByHash,
  storedFactor,
  takeSignInStep,
  unusedRecoveryCodes,
} from './second-factor.queries.ts';

const STEP_MS = 10 * 60_000;

export interface SecondStepDeps {
  database: Database;
  clock: Clock;
  check: FactorCheck;
  throttle: SignInThrottle;
  logger?: Pick<Logger, 'warn'> | undefined;
}

/** Who tries, from where, and what the security log says when it is wrong. */
export interface Attempt {
  workspaceId: Id;
  userId: Id;
  email: string;
  address: string;
  wrong: string;
}

/** What was shown: a code of the app, or a recovery code. */
export type UsedFactor = Extract<CodeVerdict, 'code' | 'recovery'>;

/** What holds a sign-in between password and code. */
export class SecondStep {
  constructor(private readonly deps: SecondStepDeps) {}

  /** A token for the second step when this person has a second factor; else null. `first` is how the first step was made. */
  async begin(
    workspaceId: Id,
    userId: Id,
    first: Pick<SignInStep, 'provider'> & { siblings: readonly Sibling[] },
  ): Promise<string | null> {
    const token = newToken();
    const expiresAt = new Date(this.deps.clock.now().getTime() + STEP_MS);
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      if (!isOn(await storedFactor(tx, userId))) return null;
      await putSignInStep(tx, { userId, tokenHash: hashToken(token), ...first, expiresAt });
      return token;
    });
  }

  /** Whom a token and a code let in, and by which kind of code; both are worth nothing afterwards. Refuses with a problem. */
  async pass(token: string, code: string, address: string): Promise<SignInStep & { factor: UsedFactor }> {
    const { database } = this.deps;
    const step = await database.acrossWorkspaces((tx) => signInStepByHash(tx, hashToken(token)));
    if (!step) return refuse('step_over', 'This sign-in took too long. Begin again with e-mail and password.');
    const attempt = {
      ...step,
      address,
      wrong: `Somebody who knew the first step of ${step.email} entered a wrong code.`,
    };
    const factor = await this.guarded(attempt, (tx) => this.use(tx, step, code, address));
    return { ...step, factor };
  }

  /**
   * Tries a code with everything around it: counted before it is looked at, as passwords are, and written down when it is wrong. `use` answers
   * how the code, or the password in its place, stood, in a transaction.
   */
  async guarded(attempt: Attempt, use: (tx: Tx) => Promise<CodeVerdict | 'wrong_password'>): Promise<UsedFactor> {
    const { throttle, database } = this.deps;
    const account = `second step of ${attempt.userId}`;
    const waitMs = await throttle.attempt(account, attempt.address);
    if (waitMs > 0)
      return refuse('throttled', `Too many wrong tries. Wait ${Math.ceil(waitMs / 60_000)} minutes, then try again.`);
    const verdict = await database.inWorkspace(attempt.workspaceId, use);
    if (verdict === 'code' || verdict === 'recovery') {
      await throttle.succeeded(account, attempt.address);
      return verdict;
    }
    await this.noteWrong(attempt);
    if (verdict === 'wrong_password') return refuse('wrong_credentials', 'This is not your password.', 'password');
    return verdict === 'used'
      ? refuse('code_used', 'This code was used already. Wait until the app shows the next one.', 'code')
      : refuse(
          'wrong_code',
          'This code is not right. Enter the one that the app shows now, or a recovery code.',
          'code',
        );
  }

  private async use(tx: Tx, step: SignInStep, code: string, address: string): Promise<CodeVerdict> {
    const verdict = await this.deps.check.use(tx, step.userId, code);
    if (verdict === 'wrong' || verdict === 'used') return verdict;
    if (!(await takeSignInStep(tx, step.stepId))) return 'used';
    if (verdict === 'recovery') await this.noteRecovery(tx, step, address);
    return verdict;
  }

  private async noteRecovery(tx: Tx, { userId, email }: SignInStep, address: string): Promise<void> {
    const [person, left] = [await personById(tx, userId), await unusedRecoveryCodes(tx, userId)];
    await recordSecurityEvent(tx, {
      kind: 'recovery_code_used',
      actorId: userId,
      actor: person?.name ?? email,
      subject: email,
      address,
      description: `${person?.name ?? email} used a recovery code instead of the second factor; ${left.length} are left.`,
    });
  }

  private async noteWrong({ workspaceId, email, address, wrong }: Attempt): Promise<void> {
    this.deps.logger?.warn({ event: 'security.second_factor_failed', address }, 'a second factor was refused');
    await this.deps.database.inWorkspace(workspaceId, (tx) =>
      recordSecurityEvent(tx, {
        kind: 'second_factor_failed',
        actorId: null,
        actor: 'nobody',
        subject: email,
        address,
        description: wrong,
      }),
    );
  }
}
