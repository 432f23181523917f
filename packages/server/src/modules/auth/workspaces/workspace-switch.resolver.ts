import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { type Myself, myself } from '../people/profile.service.ts';
import type { SessionAnswer } from '../session-answer.ts';
import { SignInPayload } from '../viewer.type.ts';
import type { WorkspaceSwitch } from './workspace-switch.service.ts';
import { MyWorkspace } from './workspace-switch.type.ts';

@Resolver()
export class WorkspaceSwitchResolver {
  constructor(
    private readonly service: WorkspaceSwitch,
    private readonly answer: SessionAnswer,
  ) {}

  @Query(() => [MyWorkspace], {
    description:
      'Where the viewer may go with `switchWorkspace`, and where they are. By a provider one comes to its workspace alone.',
  })
  myWorkspaces(@Ctx() context: Context): Promise<MyWorkspace[]> {
    return this.service.list(meOf(context));
  }

  @Mutation(() => SignInPayload, {
    description:
      'Ends this session and opens one in the other workspace; asks for the second factor of the account there.',
  })
  switchWorkspace(@Arg('workspaceId', () => ID) workspaceId: Id, @Ctx() context: Context): Promise<SignInPayload> {
    const me = meOf(context);
    return this.answer.signedIn(context, (caller) => this.service.switchTo(me, workspaceId, caller));
  }
}

const meOf = (context: Context): Myself => myself(requireRole(context, 'viewer'), context.sessionToken);
