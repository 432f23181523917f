import { parseCookie } from 'cookie';
import type { Express, Request, Response } from 'express';
import { sessionCookieOf } from '../../../platform/http/server.ts';
import { CALLBACK_PATH, SIGN_IN_FOLDER, startPath } from './provider-paths.ts';
import { HANDSHAKE_MS, type ProviderSignIn, ProviderSignInError } from './provider-sign-in.ts';

const COOKIE = 'causeway_sign_in';

/**
 * GET /api/sign-in/:workspace sends the browser to the workspace's provider, with `redirect` for where it wants to be afterwards;
 * GET /api/sign-in/callback takes it back. Whatever goes wrong ends on the sign-in page, which has a sentence for each `problem`.
 */
export const providerRoutes =
  (signIn: ProviderSignIn, { isHttps }: { isHttps: boolean }) =>
  (app: Express): void => {
    const attributes = { httpOnly: true, sameSite: 'lax', secure: isHttps, path: SIGN_IN_FOLDER } as const;

    app.get(CALLBACK_PATH, async (request, response) => {
      response.setHeader('Cache-Control', 'no-store');
      const kept = parseCookie(request.headers.cookie ?? '')[COOKIE] ?? null;
      response.clearCookie(COOKIE, attributes);
      await orBack(response, async () => {
        const caller = { address: request.ip ?? '', userAgent: request.headers['user-agent'] ?? null };
        const { signedIn, redirect } = await signIn.finish(searchOf(request), kept, caller);
        if ('secondStep' in signedIn) {
          const search = redirect ? `?redirect=${encodeURIComponent(redirect)}` : '';
          // Behind "#", so that it reaches no server's log.
          return response.redirect(303, `/sign-in${search}#step=${signedIn.secondStep}`);
        }
        sessionCookieOf(response).set(signedIn.token, signedIn.expiresAt);
        response.redirect(303, redirect ?? '/overview');
      });
    });

    app.get(startPath(':workspaceId'), async (request, response) => {
      response.setHeader('Cache-Control', 'no-store');
      await orBack(response, async () => {
        const { url, kept } = await signIn.begin(String(request.params.workspaceId), ownPathOf(request));
        response.cookie(COOKIE, kept, { ...attributes, maxAge: HANDSHAKE_MS });
        response.redirect(303, url);
      });
    });
  };

async function orBack(response: Response, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProviderSignInError)) throw error;
    response.redirect(303, `/sign-in?problem=${error.problem}`);
  }
}

const searchOf = ({ originalUrl }: Request): URLSearchParams => new URL(originalUrl, 'http://here').searchParams;

/** Where to go afterwards: a path of this app, never of another site. */
function ownPathOf(request: Request): string | null {
  const wanted = searchOf(request).get('redirect');
  return wanted !== null && wanted.length < 1_000 && /^\/(?![/\\])/.test(wanted) ? wanted : null;
}
