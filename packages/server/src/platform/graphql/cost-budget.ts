import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../database/database.ts';
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
  private readonly limiter: RateLimiterPostgres;

  constructor(
    database: Database,
    private readonly perMinute = COST_A_MINUTE,
  ) {
    this.limiter = new RateLimiterPostgres({
      keyPrefix: 'cost',
      points: perMinute,
      duration: MINUTE_SECONDS,
      storeType: 'client',
      tableName: 'query_cost',
      tableCreated: true,
      // Its timer would go on after the database is closed; there is one row a token.
      clearExpiredByTimeout: false,
      storeClient: {
        query: async ({ text, values }: { text: string; values: unknown[] }) => ({
          rows: await database.acrossWorkspaces((tx) => tx.query(text, values)),
        }),
      },
    });
  }

  /** Takes the cost of an operation out of its token's budget; null without a token. Throws AppError "rate_limited" when it is used up. */
  async spend(actor: Actor | null, cost: number): Promise<Budget | null> {
    if (!actor?.tokenId) return null;
    const purse = await this.filled(actor.tokenId, cost);
    purse.left -= cost;
    return {
      limit: this.perMinute,
      remaining: purse.remaining + purse.left,
      resetSeconds: Math.max(1, Math.ceil((purse.until - Date.now()) / 1_000)),
    };
  }

  private async filled(tokenId: string, cost: number): Promise<Purse> {
    const known = this.purses.get(tokenId);
    const now = Date.now();
    const left = known && known.until > now ? known.left : 0;
    if (known && left >= cost) return known;
    const taken = Math.min(Math.max(cost - left, SLICE), this.perMinute);
    const { remainingPoints, msBeforeNext } = await this.take(tokenId, taken, cost);
    const purse = { left: left + taken, until: now + msBeforeNext, remaining: remainingPoints };
    this.purses.set(tokenId, purse);
    return purse;
  }

  private async take(tokenId: string, points: number, cost: number): Promise<RateLimiterRes> {
    try {
      return await this.limiter.consume(tokenId, points);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      throw new AppError(
        'rate_limited',
        `This token has used up its ${amount(this.perMinute)} of cost for this minute; the operation came to ${amount(cost)}. Ask again in ${seconds} seconds, ask for less at once, or subscribe instead of asking often.`,
        { cost, limit: this.perMinute, retryAfterSeconds: seconds },
      );
    }
  }
}
