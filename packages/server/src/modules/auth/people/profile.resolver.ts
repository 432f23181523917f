import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { cookieOf } from '../session-answer.ts';
import type { WorkspaceSwitch } from '../workspaces/workspace-switch.service.ts';
import { ChangePasswordPayload, OwnSession, PersonPayload, RemovedPayload } from './people.type.ts';
import { type Myself, myself, type ProfileService } from './profile.service.ts';

@Resolver()
export class ProfileResolver {
  constructor(
    private readonly service: ProfileService,
    private readonly workspaces: WorkspaceSwitch,
  ) {}

  @Query(() => [OwnSession], { description: "The viewer's own sessions, newest first." })
  async mySessions(@Ctx() context: Context): Promise<OwnSession[]> {
    const me = meOf(context);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.sessions(tx, me));
  }

  @Query(() => Boolean, {
    description: 'Whether the viewer has a password here; who comes by a provider alone has none.',
  })
  async hasPassword(@Ctx() context: Context): Promise<boolean> {
    const me = meOf(context);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.hasPassword(tx, me));
  }

  @Mutation(() => PersonPayload)
  async renameMyself(@Arg('name', () => String) name: string, @Ctx() context: Context): Promise<PersonPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.rename(tx, me, name)),
    );
    return { person: value, problems };
  }

  @Mutation(() => ChangePasswordPayload, {
    description:
      'Also in the other workspaces in which the viewer has this password. Ends all other sessions of the viewer, and sets a new cookie for this one: not over a socket.',
  })
  async changeMyPassword(
    @Arg('currentPassword', () => String) current: string,
    @Arg('newPassword', () => String) next: string,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    const me = meOf(context);
    const cookie = cookieOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) =>
        this.service.changePassword(tx, me, { current, next }),
      ),
    );
    if (!value) return { problems };
    const { token, expiresAt } = value.renewed;
    cookie.set(token, expiresAt);
    const elsewhere = await this.workspaces.followPassword({ ...me, sessionToken: token }, { current, next });
    return { endedSessions: value.endedSessions + elsewhere, problems };
  }

  @Mutation(() => Int, { description: 'Signs the viewer out everywhere but here; answers how many sessions ended.' })
  async endMyOtherSessions(@Ctx() context: Context): Promise<number> {
    const me = meOf(context);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.endOtherSessions(tx, me));
  }

  @Mutation(() => RemovedPayload, { description: "Ends one of the viewer's own sessions, and its sockets, at once." })
  async endMySession(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<RemovedPayload> {
    const me = meOf(context);
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.endOneSession(tx, me, id)),
    );
    return { ...(value ? { removedId: value } : {}), problems };
  }
}

const meOf = (context: Context): Myself => myself(requireRole(context, 'viewer'), context.sessionToken);
