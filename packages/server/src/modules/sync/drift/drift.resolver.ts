import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { loaderOf } from '../../../platform/graphql/loader.ts';
import { ReferenceItem } from '../../connection/connection.type.ts';
import type { DriftService } from './drift.service.ts';
import { DriftTask } from './drift.type.ts';

@Resolver()
export class DriftResolver {
  constructor(private readonly drift: DriftService) {}

  @Query(() => [DriftTask], { description: 'Options that the settings use and that can be used no more.' })
  driftTasks(@Ctx() context: Context): Promise<DriftTask[]> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, (tx) => this.drift.tasks(tx));
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
