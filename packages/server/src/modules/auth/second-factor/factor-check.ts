import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SecretBox } from '../../../platform/secrets.ts';
import { newRecoveryCodes, plainRecoveryCode } from './recovery-code.rules.ts';
import {
  replaceRecoveryCodes,
  type StoredFactor,
  storedFactor,
  unusedRecoveryCodes,
  useRecoveryCode,
  useStep,
} from './second-factor.queries.ts';
import { digitsOf, stepOf } from './totp.rules.ts';

export interface FactorCheckDeps {
  clock: Clock;
  secrets: Pick<SecretBox, 'seal' | 'open' | 'sign' | 'isSigned'>;
}

/** How a typed code stood: the app's, a recovery code, one that was used before, or none of this person's. */
export type CodeVerdict = 'code' | 'recovery' | 'used' | 'wrong';

/** Holds codes against what is stored. Secrets are sealed, recovery codes signed, so that a copy of the database tells neither. */
export class FactorCheck {
  constructor(private readonly deps: FactorCheckDeps) {}

  seal(tx: Tx, userId: Id, secret: string): string {
    return this.deps.secrets.seal(secret, factorPlace(tx.workspaceId, userId));
  }

  open(tx: Tx, userId: Id, sealed: string): string {
    try {
      return this.deps.secrets.open(sealed, factorPlace(tx.workspaceId, userId));
    } catch {
      return refuse(
        'factor_unreadable',
        'The stored second factor cannot be opened, because SECRET_KEYS is another one than before. The operator can give the former keys, or reset the factor.',
      );
    }
  }

  /** The step of a code of this secret, now; null when it is none. */
  stepOf(typed: string, secret: string): number | null {
    const digits = digitsOf(typed);
    return digits === null ? null : stepOf(digits, secret, this.deps.clock.now());
  }

  /** Whether a code is right, which uses it up. */
  async use(tx: Tx, userId: Id, typed: string): Promise<CodeVerdict> {
    const stored = await storedFactor(tx, userId);
    if (!stored?.secretSealed) return 'wrong';
    if (digitsOf(typed) !== null) return this.useDigits(tx, userId, typed, stored.secretSealed);
    return this.useRecovery(tx, userId, typed);
  }

  /** Ten new recovery codes in place of those that there were. */
  async newRecoveryCodes(tx: Tx, userId: Id): Promise<string[]> {
    const codes = newRecoveryCodes();
    const signatures = codes.map((code) =>
      this.deps.secrets.sign(`${tx.workspaceId}:${userId}:${plainRecoveryCode(code)}`, RECOVERY),
    );
    await replaceRecoveryCodes(tx, userId, signatures);
    return codes;
  }

  private async useDigits(tx: Tx, userId: Id, typed: string, sealed: string): Promise<CodeVerdict> {
    const step = this.stepOf(typed, this.open(tx, userId, sealed));
    if (step === null) return 'wrong';
    return (await useStep(tx, userId, step)) ? 'code' : 'used';
  }

  private async useRecovery(tx: Tx, userId: Id, typed: string): Promise<CodeVerdict> {
    const plain = plainRecoveryCode(typed);
    if (plain === null) return 'wrong';
    const text = `${tx.workspaceId}:${userId}:${plain}`;
    const codes = await unusedRecoveryCodes(tx, userId);
    const found = codes.find(({ signature }) => this.deps.secrets.isSigned(text, RECOVERY, signature));
    return found && (await useRecoveryCode(tx, found.id)) ? 'recovery' : 'wrong';
  }
}

/** Whether a factor is in use. */
export const isOn = (stored: StoredFactor | undefined): boolean => stored?.confirmedAt != null;

const RECOVERY = 'recovery_code';

/** The sealed value is bound to its person. */
export const factorPlace = (workspaceId: Id, userId: Id): string => `${workspaceId}:second_factor.secret:${userId}`;
