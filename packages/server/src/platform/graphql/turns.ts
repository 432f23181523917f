import { counted } from '@causeway/shared/counted';
import pLimit, { type LimitFunction } from 'p-limit';
import { AppError } from '../errors.ts';
import { amount } from './cost.ts';

/** What costs more waits for its turn; what costs less is answered at once, whatever else is going on. */
export const CHEAP_COST = 500;

export interface TurnLimits {
  /** Operations that run at once in this process. */
  atOnce?: number;
  /** Of those, of one caller: a token, or a person. */
  atOncePerCaller?: number;
  waiting?: number;
  waitingPerCaller?: number;
  /** How long one may wait before it is sent away. */
  waitMs?: number;
}

const DEFAULTS: Required<TurnLimits> = {
  atOnce: 3,
  atOncePerCaller: 2,
  waiting: 400,
  waitingPerCaller: 100,
  waitMs: 15_000,
};

/** Queries end sooner by their own limit; of what changes something and takes longer, others are not made to wait for the end. */
const MAX_TURN_MS = 120_000;

export type EndTurn = () => void;

interface Caller {
  limit: LimitFunction;
  waiting: number;
  open: number;
}

/** How fast the guess of what a turn takes follows what turns took. */
const NEWS = 0.2;

/**
 * Operations that cost much run a few at a time, so that the process has time for everybody else. Each caller has a queue of their own, and stands
 * in that of all with no more than may run of theirs at once: whoever sends hundreds waits behind themselves alone.
 */
export class Turns {
  private readonly limits: Required<TurnLimits>;
  private readonly all: LimitFunction;
  private readonly callers = new Map<string, Caller>();
  private meanMs = 100;
  /** How many wait. */
  waiting = 0;

  constructor(limits: TurnLimits = {}) {
    this.limits = { ...DEFAULTS, ...limits };
    this.all = pLimit(this.limits.atOnce);
  }

  /**
   * Waits until an operation of this caller may run; the answer ends its turn. Throws AppError "rate_limited" when too many of the caller wait,
   * "unavailable" when too many wait at all, or this one for too long.
   */
  async take(name: string, isGone: () => boolean = () => false): Promise<EndTurn> {
    const caller = this.callers.get(name) ?? { limit: pLimit(this.limits.atOncePerCaller), waiting: 0, open: 0 };
    // Counted with those that run: of several that come at one time the first ones have not begun yet.
    if (caller.open >= this.limits.atOncePerCaller + this.limits.waitingPerCaller) throw this.tooManyOf(caller);
    // Who holds less than their share of the places gets in even then: a few callers with full queues push out nobody.
    if (this.waiting >= this.limits.waiting && caller.waiting >= this.limits.waiting / this.callers.size)
      throw this.tooMany();
    this.callers.set(name, caller);
    caller.open++;
    caller.waiting++;
    this.waiting++;
    return new Promise<EndTurn>((resolve, reject) => {
      let isWaiting = true;
      const stopWaiting = () => {
        if (!isWaiting) return;
        isWaiting = false;
        caller.waiting--;
        this.waiting--;
        clearTimeout(timer);
      };
      const timer = setTimeout(() => {
        stopWaiting();
        reject(this.waitedTooLong());
      }, this.limits.waitMs);
      const turn = () => {
        if (isWaiting && isGone()) reject(new AppError('unavailable', 'Nobody waits for this answer any more.'));
        else if (isWaiting) return this.run(stopWaiting, resolve);
        stopWaiting();
        return undefined;
      };
      void caller.limit(() => this.all(turn)).finally(() => this.left(name, caller));
    });
  }

  private run(stopWaiting: () => void, begin: (end: EndTurn) => void): Promise<void> {
    stopWaiting();
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, MAX_TURN_MS).unref();
      begin(() => {
        this.meanMs += NEWS * (performance.now() - startedAt - this.meanMs);
        end();
      });
    });
  }

  private left(name: string, caller: Caller): void {
    caller.open--;
    if (caller.open === 0) this.callers.delete(name);
  }

  private tooManyOf(caller: Caller): AppError {
    const { waitingPerCaller, atOncePerCaller } = this.limits;
    const waiting = Math.min(caller.waiting, waitingPerCaller);
    const seconds = this.secondsFor(waiting / atOncePerCaller);
    return new AppError(
      'rate_limited',
      `${amount(waiting)} costly operations of yours wait already, which is the most for one token or person. Ask again in ${counted(seconds, 'second')}, ask one after the other, or ask for less at once: what comes to a cost of up to ${amount(CHEAP_COST)} waits for nothing.`,
      { reason: 'too_many_at_once', limit: waitingPerCaller, retryAfterSeconds: seconds },
    );
  }

  private tooMany(): AppError {
    const seconds = this.secondsFor(this.waiting / this.limits.atOnce);
    return new AppError(
      'unavailable',
      `The server is busy: ${amount(this.waiting)} costly operations wait already. Ask again in ${counted(seconds, 'second')}, or ask for less at once: what comes to a cost of up to ${amount(CHEAP_COST)} waits for nothing.`,
      { reason: 'busy', limit: this.limits.waiting, retryAfterSeconds: seconds },
    );
  }

  private waitedTooLong(): AppError {
    const seconds = this.secondsFor(this.waiting / this.limits.atOnce);
    return new AppError(
      'unavailable',
      `The server is busy: this operation waited ${counted(this.limits.waitMs / 1_000, 'second')} for its turn. Ask again in ${counted(seconds, 'second')}, ask one after the other, or ask for less at once: what comes to a cost of up to ${amount(CHEAP_COST)} waits for nothing.`,
      { reason: 'busy', limit: this.limits.atOnce, retryAfterSeconds: seconds },
    );
  }

  /** Until so many turns are over. No two are told the same, so that those who are sent away do not all come back at the same moment. */
  private secondsFor(turns: number): number {
    const seconds = Math.min(60, Math.max(1, (turns * this.meanMs) / 1_000));
    return Math.ceil(seconds * (1 + Math.random()));
  }
}
