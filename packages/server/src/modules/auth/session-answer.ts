import { AppError } from '../../platform/errors.ts';
import type { Context, SessionCookie } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { AuthService, Caller, Session, SignedIn } from './auth.service.ts';
import type { ViewerService } from './viewer.service.ts';
import type { SignInPayload } from './viewer.type.ts';

/** Answers a new session: the token in the cookie, who it is in the body. The session that the browser had before ends. */
export class SessionAnswer {
  constructor(
    private readonly viewers: ViewerService,
    private readonly auth: Pick<AuthService, 'signOut'>,
  ) {}

  async signedIn(context: Context, open: (caller: Caller) => Promise<Session | SignedIn>): Promise<SignInPayload> {
    const { actor, sessionToken } = context;
    const cookie = cookieOf(context);
    const { value, problems } = await problemsOf(() =>
      open({ address: context.remoteAddress, userAgent: context.userAgent }),
    );
    if (!value) return { problems };
    if ('secondStep' in value) return { secondStep: value.secondStep, problems };
    if (actor && sessionToken) await this.auth.signOut(actor, sessionToken);
    cookie.set(value.token, value.expiresAt);
    return { viewer: await this.viewers.viewerOf(value.actor), problems };
  }
}

/** Where a new token of the session goes; refuses on a socket. */
export function cookieOf({ cookie }: Pick<Context, 'cookie'>): SessionCookie {
  if (!cookie) throw new AppError('invalid_input', 'Ask this over HTTP; a socket cannot carry the session cookie.');
  return cookie;
}
