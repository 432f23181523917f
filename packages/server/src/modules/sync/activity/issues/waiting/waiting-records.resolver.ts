import type { EntityType } from '@causeway/shared/vocabulary';
import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../../platform/graphql/enums.ts';
import { loaderOf } from '../../../../../platform/graphql/loader.ts';
import type { Id } from '../../../../../platform/ids.ts';
import { registry } from '../../../registry.ts';
import { SyncIssue } from '../issue.type.ts';
import { readWaitingRecords, type WaitingRecordRow } from './waiting-records.queries.ts';

@ObjectType({ description: 'A record whose change is not sent before the link that the issue is about is mended.' })
export class WaitingRecord {
  @Field(() => EntityTypeEnum)
  entity: EntityType;

  @Field(() => ID)
  localId: Id;

  @Field(() => String, { nullable: true })
  name: string | null;
}

/** What else waits for the cure of an issue. */
@Resolver(() => SyncIssue)
export class WaitingRecordsResolver {
  @FieldResolver(() => [WaitingRecord], {
    description: 'Records that wait for its cure and then go out by themselves; the ten that wait longest.',
  })
  waiting(@Root() issue: SyncIssue, @Ctx() context: Context): Promise<WaitingRecord[]> {
    return waitingFor(context, issue.id);
  }

  @FieldResolver(() => Int, { description: 'How many records wait for its cure.' })
  async waitingCount(@Root() issue: SyncIssue, @Ctx() context: Context): Promise<number> {
    const [first] = await waitingFor(context, issue.id);
    return first?.of ?? 0;
  }
}

async function waitingFor(context: Context, issueId: Id): Promise<WaitingRecordRow[]> {
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<Id, WaitingRecordRow[]>(context, 'issue.waiting', async (ids) => {
    const rows = await context.database.inWorkspace(workspaceId, (tx) => readWaitingRecords(tx, registry, ids), {
      readOnly: true,
    });
    return Map.groupBy(rows, (row) => row.issueId);
  });
  return (await loader.load(issueId)) ?? [];
}
