import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { ChangePasswordPayload, OwnSession, PersonPayload } from './people.type.ts';
import { type Myself, myself, type ProfileService } from './profile.service.ts';

@Resolver()
export class ProfileResolver {
  constructor(private readonly service: ProfileService) {}

  @Query(() => [OwnSession], { description: "The viewer's own sessions, newest first." })
  async mySessions(@Ctx() context: Context): Promise<OwnSession[]> {
    const me = meOf(context);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.sessions(tx, me));
  }

  @Mutation(() => PersonPayload)
  async renameMyself(@Arg('name', () => String) name: string, @Ctx() context: Context): Promise<PersonPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.rename(tx, me, name)),
    );
    return { person: value, problems };
  }

  @Mutation(() => ChangePasswordPayload, { description: 'Ends all other sessions of the viewer.' })
  async changeMyPassword(
    @Arg('currentPassword', () => String) current: string,
    @Arg('newPassword', () => String) next: string,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) =>
        this.service.changePassword(tx, me, { current, next }),
      ),
    );
    return { ...value, problems };
  }

  @Mutation(() => Int, { description: 'Signs the viewer out everywhere but here; answers how many sessions ended.' })
  async endMyOtherSessions(@Ctx() context: Context): Promise<number> {
    const me = meOf(context);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.endOtherSessions(tx, me));
  }
}

const meOf = (context: Context): Myself => myself(requireRole(context, 'viewer'), context.sessionToken);
