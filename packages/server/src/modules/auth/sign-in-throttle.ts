import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../platform/database/database.ts';
import { limiterStore } from '../../platform/database/limiter-store.ts';
import { clearAttemptsOf, clearExpiredAttempts } from './sign-in-attempts.queries.ts';

const WINDOW_SECONDS = 15 * 60;
const MAX_FROM_ONE_ADDRESS_FOR_ONE_ACCOUNT = 5;
const MAX_FOR_ONE_ACCOUNT = 25;
const MAX_FROM_ONE_ADDRESS = 50;
const PERSON = 'person';
const CLEAR_EVERY_MS = 5 * 60_000;

/**
 * Slows down guessing: within a quarter of an hour 5 tries for one account from one address, 25 for one account from anywhere, and 50 from one
 * address. Each try is counted in PostgreSQL before the password is looked at, so tries at the same moment and of several processes count
 * together; one that succeeds is taken back.
 */
export class SignInThrottle {
  private readonly limiters: readonly RateLimiterPostgres[];
  private clearedAt = 0;

  constructor(private readonly database: Database) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
        ...limiterStore(database, 'sign_in_attempt'),
      });
    this.limiters = [
      limiter(PERSON, MAX_FROM_ONE_ADDRESS_FOR_ONE_ACCOUNT),
      limiter('account', MAX_FOR_ONE_ACCOUNT),
      limiter('address', MAX_FROM_ONE_ADDRESS),
    ];
  }

  /** Counts a try. Answers the milliseconds to wait for the next one when it is one too many, else 0. */
  async attempt(email: string, address: string): Promise<number> {
    await this.clearExpired();
    for (const [at, key] of keysOf(email, address).entries()) {
      try {
        // One after another: who is refused for the account does not use up what the address may do.
        await this.limiters[at]?.consume(key);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    }
    return 0;
  }

  /** The right password: this account's failures are forgotten, and the address gets its try back. */
  async succeeded(email: string, address: string): Promise<void> {
    const [person, account, from] = keysOf(email, address);
    await this.limiters[0]?.delete(person);
    await this.limiters[1]?.delete(account);
    await this.limiters[2]?.reward(from);
  }

  /** By command: the account's failures are forgotten, from whatever address they came. */
  async forget(email: string): Promise<void> {
    const account = accountKey(email);
    await this.limiters[1]?.delete(account);
    await this.database.acrossWorkspaces((tx) => clearAttemptsOf(tx, `${PERSON}:${account}.`));
  }

  private async clearExpired(): Promise<void> {
    const now = Date.now();
    if (now - this.clearedAt < CLEAR_EVERY_MS) return;
    this.clearedAt = now;
    await this.database.acrossWorkspaces((tx) => clearExpiredAttempts(tx, now));
  }
}

const keysOf = (email: string, address: string): [person: string, account: string, from: string] => {
  const account = accountKey(email);
  const from = hash(address);
  return [`${account}.${from}`, account, from];
};

const accountKey = (email: string): string => hash(email.trim().toLowerCase());

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
