import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.type.ts';
import { firstOf, idAfter, pageOf } from '../../../../platform/graphql/pagination.ts';
import { DateTimeScalar } from '../../../../platform/graphql/scalars.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { registry } from '../../registry.ts';
import { countNotSent, listNotSent } from './not-sent.queries.ts';

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

  @Field(() => ID, { nullable: true, description: 'Of a contact or an opportunity.' })
  clientId: Id | null;

  @Field(() => String, { nullable: true })
  clientName: string | null;
}

@ObjectType()
export class NotSentPage {
  @Field(() => [NotSentRecord])
  items: NotSentRecord[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  /** For the total, which is counted only when asked for. */
  entity: EntityType;
}

/** What the figure "not sent" counts, record by record. */
@Resolver(() => NotSentPage)
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
    return { ...pageOf(rows, size, ({ id }) => [id]), entity };
  }

  @FieldResolver(() => Int)
  totalCount(@Root() { entity }: NotSentPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    const described = registry.find((sync) => sync.entity === entity);
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        return connection && described ? countNotSent(tx, connection.id, described) : 0;
      },
      { readOnly: true },
    );
  }
}
