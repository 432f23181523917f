import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { firstOf, pageOf, timeAfter } from '../../../../platform/graphql/pagination.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { localPath, registry } from '../../registry.ts';
import { listWaitingPushes } from './waiting-pushes.queries.ts';

@ObjectType({ description: 'A change that is on its way to ConnectWise, or waits for its turn.' })
export class WaitingPush {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID)
  localId: Id;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => Boolean, { description: 'A worker is at it.' })
  isRunning: boolean;

  @Field(() => DateTimeScalar, { description: 'Since when it waits.' })
  requestedAt: Date;

  @Field(() => Int)
  attempts: number;

  @Field(() => DateTimeScalar)
  nextAttemptAt: Date;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed.' })
  error: string | null;
}

@ObjectType()
export class WaitingPushPage {
  @Field(() => [WaitingPush])
  items: WaitingPush[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

/** What the figure "waiting to be pushed" counts, record by record. */
@Resolver(() => WaitingPush)
export class WaitingPushesResolver {
  constructor(private readonly connections: Connections) {}

  @Query(() => WaitingPushPage, { description: 'Changes that are not in ConnectWise yet, the longest-waiting first.' })
  async waitingPushes(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Ctx() context: Context,
  ): Promise<WaitingPushPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const position = timeAfter(after);
    const described = registry.filter((sync) => entity == null || sync.entity === entity);
    const rows = await context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        if (!connection || described.length === 0) return [];
        return listWaitingPushes(tx, connection.id, described, { limit: size + 1, after: position });
      },
      { readOnly: true },
    );
    return pageOf(rows, size, (row) => [row.at, row.id]);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Path of the record in this app.' })
  localPath(@Root() { entity, localId }: WaitingPush): string | null {
    return localPath(entity, localId);
  }
}
