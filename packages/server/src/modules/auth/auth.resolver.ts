import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { User } from '../workspace/user.type.ts';
import type { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import type { AuthService } from './auth.service.ts';
import type { SessionAnswer } from './session-answer.ts';
import type { ViewerService } from './viewer.service.ts';
import { SignInPayload, Viewer } from './viewer.type.ts';

@Resolver()
export class AuthResolver {
  constructor(
    private readonly auth: AuthService,
    private readonly viewers: ViewerService,
    private readonly workspaces: WorkspaceQueries,
    private readonly answer: SessionAnswer,
  ) {}

  @Query(() => Viewer, { nullable: true, description: 'Null when not signed in.' })
  async viewer(@Ctx() context: Context): Promise<Viewer | null> {
    return context.actor ? this.viewers.viewerOf(context.actor) : null;
  }

  @Query(() => [User])
  async users(@Ctx() context: Context): Promise<User[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.workspaces.users(tx));
  }

  @Mutation(() => SignInPayload)
  async signIn(
    @Arg('email', () => String) email: string,
    @Arg('password', () => String) password: string,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return this.answer.signedIn(context, (caller) => this.auth.signIn(email, password, caller));
  }

  @Mutation(() => SignInPayload, {
    description: 'The second step: the code that the app shows, or a recovery code. Each works once.',
  })
  async confirmSignIn(
    @Arg('secondStep', () => String) secondStep: string,
    @Arg('code', () => String) code: string,
    @Ctx() context: Context,
  ): Promise<SignInPayload> {
    return this.answer.signedIn(context, (caller) => this.auth.confirmSignIn(secondStep, code, caller));
  }

  @Mutation(() => Boolean)
  async signOut(@Ctx() context: Context): Promise<boolean> {
    const { actor, sessionToken, cookie } = context;
    if (actor && sessionToken) await this.auth.signOut(actor, sessionToken);
    cookie?.clear();
    return sessionToken !== null;
  }
}
