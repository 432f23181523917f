import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { firstOf, idAfter, pageOf } from '../../../../platform/graphql/pagination.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { registry } from '../../registry.ts';
import { listNotSent } from './not-sent.queries.ts';

@ObjectType({ description: 'A record of the CRM that is not in ConnectWise, and is not on its way there.' })
export class NotSentRecord {
  @Field(() => ID)
  id: Id;

  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => DateTimeScalar)
  updatedAt: Date;
}

@ObjectType()
export class NotSentPage {
  @Field(() => [NotSentRecord])
  items: NotSentRecord[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

/** What the figure "not sent" counts, record by record. */
@Resolver()
export class NotSentResolver {
  constructor(private readonly connections: Connections) {}

  @Query(() => NotSentPage, {
    description: 'Records of the CRM of one kind that `recordTallies` counts as not sent, the newest first.',
  })
  async notSentRecords(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<NotSentPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const position = idAfter(after);
    const described = registry.find((sync) => sync.entity === entity);
    const rows = await context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        if (!connection || !described) return [];
        return listNotSent(tx, connection.id, described, { limit: size + 1, after: position });
      },
      { readOnly: true },
    );
    return pageOf(rows, size, ({ id }) => [id]);
  }
}
