import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import type { Actor } from '../graphql/context.ts';
import { isOwnOrigin } from './credentials.ts';

/** Whether any workspace lets pages of this address ask; a browser asks this before it sends the token that would name one. */
export type IsKnownOrigin = (origin: string) => Promise<boolean>;

/** The address of a page elsewhere that asks; null for our own pages, and for programs, which send none. */
export function foreignOrigin(request: Parameters<typeof isOwnOrigin>[0], publicUrl: string): string | null {
  // What a browser says of itself here no page can forge; behind a proxy it may know better than the Host header.
  if (request.headers['sec-fetch-site'] === 'same-origin' || isOwnOrigin(request, publicUrl)) return null;
  return request.headers.origin ?? null;
}

/** Throws AppError "forbidden" when pages of this address may not use this actor's token. */
export function assertOrigin(origin: string | null, actor: Actor | null): void {
  if (origin === null || actor?.allowedOrigins?.includes(origin)) return;
  if (!actor)
    throw new AppError('unauthenticated', 'A page of another address sends a token; cookies do not count here.');
  throw new AppError('forbidden', notAllowed(origin));
}

export const notAllowed = (origin: string): string =>
  `Pages of ${origin.slice(0, 100)} may not ask. An administrator can allow them under Settings → API access.`;

const READABLE = 'x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, retry-after';
const ASKED_AGAIN_SECONDS = '600';

/**
 * Lets pages of addresses that an administrator has named read our answers. What they may ask is up to their token; a cookie is never taken from
 * them, and the browser is not told to send any.
 */
export const crossOrigin = (publicUrl: string, isKnownOrigin: IsKnownOrigin): RequestHandler => {
  return async (request, response, next) => {
    const origin = foreignOrigin(request, publicUrl);
    response.locals.origin = origin;
    if (origin === null) return next();
    response.vary('Origin');
    const isKnown = await isKnownOrigin(origin).catch(() => false);
    if (isKnown) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', READABLE);
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    }
    if (request.method !== 'OPTIONS') return next();
    if (!isKnown) throw new AppError('forbidden', notAllowed(origin));
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, traceparent');
    response.setHeader('Access-Control-Max-Age', ASKED_AGAIN_SECONDS);
    response.status(204).end();
  };
};
