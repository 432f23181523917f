import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { loaderOf } from '../../../platform/graphql/loader.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { ReferenceItem } from '../../connection/connection.type.ts';
import type { DriftService } from './drift.service.ts';
import { AcceptDriftPayload, DriftTask } from './drift.type.ts';

@Resolver()
export class DriftResolver {
  constructor(private readonly drift: DriftService) {}

  @Query(() => [DriftTask], {
    description: 'What the settings use of ConnectWise and what changed there; each is a task.',
  })
  driftTasks(@Ctx() context: Context): Promise<DriftTask[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.drift.tasks(tx));
  }

  @Mutation(() => AcceptDriftPayload, {
    description:
      'Leaves a task as it is: shown no more until it changes further. Those that hold records back are to be mended.',
  })
  async acceptDriftTask(@Ctx() context: Context, @Arg('key', () => ID) key: string): Promise<AcceptDriftPayload> {
    const { workspaceId, userId, name } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.drift.accept(tx, key, { userId, name })),
    );
    return { tasks: value ?? [], problems };
  }
}

@Resolver(() => ReferenceItem)
export class ReferenceUseResolver {
  constructor(private readonly drift: DriftService) {}

  @FieldResolver(() => [String], { description: 'What in the settings uses this option: "Proposal", "default stage".' })
  async usedBy(@Root() { kind, remoteId }: ReferenceItem, @Ctx() context: Context): Promise<string[]> {
    const actor = requireRole(context, 'viewer');
    const users = loaderOf<string, string[]>(context, 'referenceItem.usedBy', () =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.drift.users(tx)),
    );
    return (await users.load(`${kind}:${remoteId}`)) ?? [];
  }
}
