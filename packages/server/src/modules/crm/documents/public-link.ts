import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../../platform/errors.ts';

/** Of one address, valid or not: more than a person opens, far fewer than guessing would take. */
const OPENINGS_PER_MINUTE = 30;

/**
 * Stands before routes that a signed link opens without a session. `refusal`: what is told to an address that asks for too much. Throws AppError
 * "rate_limited".
 */
export function publicLink(refusal: string): RequestHandler {
  const limiter = new RateLimiterMemory({ points: OPENINGS_PER_MINUTE, duration: 60 });
  return async (request, response, next) => {
    // Also what is refused is for nobody's cache, and no page that it leads to learns the address.
    response.set({ 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
    try {
      await limiter.consume(request.ip ?? '');
    } catch (limit) {
      if (!(limit instanceof RateLimiterRes)) throw limit;
      response.set('Retry-After', String(Math.ceil(limit.msBeforeNext / 1_000)));
      throw new AppError('rate_limited', refusal);
    }
    next();
  };
}
