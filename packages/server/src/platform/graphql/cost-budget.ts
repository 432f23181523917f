import { counted } from '@causeway/shared/counted';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../database/database.ts';
import { limiterStore } from '../database/limiter-store.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './context.ts';
import { amount, MAX_COST } from './cost.ts';

/** What a token may ask for within a minute, of all processes together. */
export const COST_A_MINUTE = 250_000;

/** Taken from PostgreSQL at once and spent here, so that small operations cost no statement of their own. */
const SLICE = MAX_COST / 5;
const MINUTE_SECONDS = 60;

interface Purse {
  left: number;
  until: number;
  /** Of the whole minute, as PostgreSQL said. */
  remaining: number;
}

export interface Budget {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** Counts what API tokens cost, a minute at a time, in PostgreSQL. Users in the web app have no budget: their sessions end with them. */
export class CostBudget {
  private readonly purses = new Map<string, Purse>();
  private readonly filling = new Map<string, Promise<void>>();
  private readonly limiter: RateLimiterPostgres;

  constructor(
    database: Database,
    private readonly perMinute = COST_A_MINUTE,
  ) {
    this.limiter = new RateLimiterPostgres({
      keyPrefix: 'cost',
      points: perMinute,
      duration: MINUTE_SECONDS,
      // What has expired stays: there is one row a token.
      ...limiterStore(database, 'query_cost'),
    });
  }

  /** Takes the cost of an operation out of its token's budget; null without a token. Throws AppError "rate_limited" when it is used up. */
  async spend(actor: Actor | null, cost: number): Promise<Budget | null> {
    if (!actor?.tokenId) return null;
    const purse = await this.paidFrom(actor.tokenId, cost);
    return {
      limit: this.perMinute,
      remaining: purse.remaining + purse.left,
      resetSeconds: Math.max(1, Math.ceil((purse.until - Date.now()) / 1_000)),
    };
  }

  /** Of an operation that was not let in after all. */
  giveBack(actor: Actor | null, cost: number): void {
    const purse = actor?.tokenId ? this.purses.get(actor.tokenId) : undefined;
    if (purse) purse.left += cost;
  }

  /** The purse, after the cost was taken out of it. */
  private async paidFrom(tokenId: string, cost: number): Promise<Purse> {
    for (;;) {
      const known = this.purses.get(tokenId);
      if (known && known.until > Date.now() && known.left >= cost) {
        known.left -= cost;
        return known;
      }
      // One fills it for all that ask at the same moment: each with a slice of its own would use up the minute for nothing.
      const filling = this.filling.get(tokenId);
      if (filling) await filling.catch(() => undefined);
      else await this.fill(tokenId, cost);
    }
  }

  private fill(tokenId: string, cost: number): Promise<void> {
    const filling = this.filled(tokenId, cost).finally(() => this.filling.delete(tokenId));
    this.filling.set(tokenId, filling);
    return filling;
  }

  private async filled(tokenId: string, cost: number): Promise<void> {
    const known = this.purses.get(tokenId);
    const left = known && known.until > Date.now() ? known.left : 0;
    const wanted = Math.min(Math.max(cost - left, SLICE), this.perMinute);
    const { remainingPoints, msBeforeNext } = await this.take(tokenId, wanted, cost);
    // What was spent meanwhile is gone from what was left.
    const still = known && known.until > Date.now() ? known.left : 0;
    this.purses.set(tokenId, { left: still + wanted, until: Date.now() + msBeforeNext, remaining: remainingPoints });
  }

  private async take(tokenId: string, points: number, cost: number): Promise<RateLimiterRes> {
    try {
      return await this.limiter.consume(tokenId, points);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      throw new AppError(
        'rate_limited',
        `This token has used up its ${amount(this.perMinute)} of cost for this minute; the operation came to ${amount(cost)}. Ask again in ${counted(seconds, 'second')}, ask for less at once, or subscribe instead of asking often.`,
        { cost, limit: this.perMinute, retryAfterSeconds: seconds },
      );
    }
  }
}
