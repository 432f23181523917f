import { counted } from '@causeway/shared/counted';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './context.ts';
import { amount, MAX_COST } from './cost.ts';
import { takeCost } from './cost-budget.queries.ts';

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

  constructor(
    private readonly database: Database,
    private readonly perMinute = COST_A_MINUTE,
  ) {}

  /** Takes the cost of an operation out of its token's budget; null without a token. Throws AppError "rate_limited" when it is used up. */
  async spend(actor: Actor | null, cost: number): Promise<Budget | null> {
    if (!actor?.tokenId) return null;
    return this.standingOf(await this.paidFrom(actor.tokenId, cost));
  }

  /** Of an operation that was not let in after all. Answers what is left then; null without a token. */
  giveBack(actor: Actor | null, cost: number): Budget | null {
    const purse = actor?.tokenId ? this.purses.get(actor.tokenId) : undefined;
    if (!purse) return null;
    purse.left += cost;
    return this.standingOf(purse);
  }

  private standingOf({ remaining, left, until }: Purse): Budget {
    return { limit: this.perMinute, remaining: remaining + left, resetSeconds: secondsOf(until - Date.now()) };
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
    const needed = Math.max(cost - left, 1);
    const { taken, remaining, msLeft } = await this.database.acrossWorkspaces((tx) =>
      takeCost(tx, {
        key: `cost:${tokenId}`,
        wanted: Math.max(needed, SLICE),
        needed,
        limit: this.perMinute,
        windowMs: MINUTE_SECONDS * 1_000,
      }),
    );
    // What was spent meanwhile is gone from what was left.
    const still = known && known.until > Date.now() ? known.left : 0;
    if (taken === 0) throw this.refusal(cost, remaining + still, msLeft);
    this.purses.set(tokenId, { left: still + taken, until: Date.now() + msLeft, remaining });
  }

  private refusal(cost: number, remaining: number, msLeft: number): AppError {
    const seconds = secondsOf(msLeft);
    const budget: Budget = { limit: this.perMinute, remaining, resetSeconds: seconds };
    return new AppError(
      'rate_limited',
      `This token has ${amount(remaining)} of its ${amount(this.perMinute)} of cost left for this minute; the operation came to ${amount(cost)}. Ask again in ${counted(seconds, 'second')}, ask for less at once, or subscribe instead of asking often.`,
      { cost, ...budget, budget, retryAfterSeconds: seconds },
    );
  }
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

const budgetSchema = z.object({ limit: z.number(), remaining: z.number(), resetSeconds: z.number() });

/** What is left, as a refusal of a token tells in its details; null for any other. */
export const budgetOf = (error: unknown): Budget | null =>
  error instanceof AppError ? (budgetSchema.safeParse(error.details.budget).data ?? null) : null;

export const budgetHeaders = (budget: Budget | null): [string, string][] =>
  budget === null
    ? []
    : [
        ['x-ratelimit-limit', String(budget.limit)],
        ['x-ratelimit-remaining', String(budget.remaining)],
        ['x-ratelimit-reset', String(budget.resetSeconds)],
      ];
