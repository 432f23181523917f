import type { Role } from '@causeway/shared/vocabulary';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { RoleEnum } from '../../../platform/graphql/enums.ts';
import { TimeRange } from '../../../platform/graphql/time-range.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { recordSecurityEvent, securityEvents } from '../../audit/security/security-event.queries.ts';
import { SecurityEvent } from '../../audit/security/security-event.type.ts';
import { administer } from './administer.ts';
import type { PeopleService } from './people.service.ts';
import { Person, PersonPayload, RemovedPayload } from './people.type.ts';
import { myself } from './profile.service.ts';

@Resolver()
export class PeopleResolver {
  constructor(private readonly service: PeopleService) {}

  @Query(() => [Person], { description: 'Everyone of the workspace, deactivated people included.' })
  async people(@Ctx() context: Context): Promise<Person[]> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, (tx) => this.service.list(tx));
  }

  @Query(() => [SecurityEvent], {
    description:
      'The latest events that match, newest first, 200 at most; `before` is the last one that you have, and those behind it are answered.',
  })
  async securityEvents(
    @Arg('kinds', () => [String], { nullable: true }) kinds: string[] | null,
    @Arg('text', () => String, { nullable: true }) text: string | null,
    @Arg('before', () => ID, { nullable: true }) before: Id | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('at', () => TimeRange, { nullable: true, description: 'Only those that happened then.' })
    at: TimeRange | null,
    @Arg('oldestFirst', () => Boolean, { nullable: true, description: 'In the order in which they happened.' })
    oldestFirst: boolean | null,
    @Ctx() context: Context,
  ): Promise<SecurityEvent[]> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, (tx) =>
      securityEvents(tx, { kinds, text, before, first, at, oldestFirst }),
    );
  }

  @Mutation(() => Boolean, {
    description: 'Writes down that the security log was exported; the page calls it before it does.',
  })
  async noteSecurityLogExport(@Ctx() context: Context): Promise<boolean> {
    const actor = requireRole(context, 'admin');
    await context.database.inWorkspace(actor.workspaceId, (tx) =>
      recordSecurityEvent(tx, {
        kind: 'security_log_exported',
        actorId: actor.userId,
        actor: actor.name,
        address: context.remoteAddress,
        description: `${actor.name} exported the security log.`,
      }),
    );
    return true;
  }

  @Mutation(() => PersonPayload)
  changePersonRole(
    @Arg('id', () => ID) id: Id,
    @Arg('role', () => RoleEnum) role: Role,
    @Ctx() context: Context,
  ): Promise<PersonPayload> {
    return person(context, (tx, actor) => this.service.changeRole(tx, id, role, actor));
  }

  @Mutation(() => PersonPayload, { description: 'Signs the person out and keeps them out until activated again.' })
  deactivatePerson(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<PersonPayload> {
    return person(context, (tx, actor) => this.service.deactivate(tx, id, actor));
  }

  @Mutation(() => PersonPayload)
  activatePerson(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<PersonPayload> {
    return person(context, (tx, actor) => this.service.activate(tx, id, actor));
  }

  @Mutation(() => Int, {
    description:
      'Signs everybody of the workspace out, but for the session that asks; answers how many sessions ended. API tokens keep working.',
  })
  async endAllSessions(@Ctx() context: Context): Promise<number> {
    const me = myself(requireRole(context, 'admin'), context.sessionToken);
    return context.database.inWorkspace(me.actor.workspaceId, (tx) => this.service.endAllSessions(tx, me));
  }

  @Mutation(() => RemovedPayload, { description: 'For good. Records that name the person stay as they are.' })
  async removePerson(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<RemovedPayload> {
    const { value, problems } = await administer(context, (tx, actor) => this.service.remove(tx, id, actor));
    return { removedId: value, problems };
  }
}

async function person(context: Context, work: (tx: Tx, actor: Actor) => Promise<Person>): Promise<PersonPayload> {
  const { value, problems } = await administer(context, work);
  return { person: value, problems };
}
