import { AppError } from '../../platform/errors.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { Caller, Session } from './auth.service.ts';
import type { ViewerService } from './viewer.service.ts';
import type { SignInPayload } from './viewer.type.ts';

/** Answers a new session: the token in the cookie, who it is in the body. */
export class SessionAnswer {
  constructor(private readonly viewers: ViewerService) {}

  async signedIn(context: Context, open: (caller: Caller) => Promise<Session>): Promise<SignInPayload> {
    const { cookie } = context;
    if (!cookie) throw new AppError('invalid_input', 'Sign in over HTTP; a socket cannot carry the session cookie.');
    const { value, problems } = await problemsOf(() =>
      open({ address: context.remoteAddress, userAgent: context.userAgent }),
    );
    if (!value) return { problems };
    cookie.set(value.token, value.expiresAt);
    return { viewer: await this.viewers.viewerOf(value.actor), problems };
  }
}
