import type { Direction, EntityType, IssueState } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Actor, type Context, requireRole } from '../../../../../platform/graphql/context.ts';
import { DirectionEnum, EntityTypeEnum, IssueStateEnum } from '../../../../../platform/graphql/enums.ts';
import { loaderOf } from '../../../../../platform/graphql/loader.ts';
import { problemsOf } from '../../../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../../../platform/ids.ts';
import { fixStepOf } from '../fix-step.rules.ts';
import { SyncIssue, SyncIssuePayload } from '../issue.type.ts';
import type { IssueRow } from '../issues.queries.ts';
import { findRetry, type IssueRetryRow, recentRetries } from '../retry/issue-retry.queries.ts';
import type { IssueRetryService } from '../retry/issue-retry.service.ts';
import { assigneesById, commentsOf, groupIssues } from './issue-desk.queries.ts';
import type { IssueDesk } from './issue-desk.service.ts';
import { IssueAssignee, IssueComment, IssueGroup, IssueRetry, IssueRetryPayload } from './issue-desk.type.ts';

/** Working on issues together, and on many of them at once. */
@Resolver(() => SyncIssue)
export class IssueDeskResolver {
  constructor(
    private readonly desk: IssueDesk,
    private readonly retries: IssueRetryService,
  ) {}

  @Query(() => [IssueGroup], {
    description: 'All issues that match, by cause, kind of record and direction; the largest group first.',
  })
  async issueGroups(
    @Arg('state', () => IssueStateEnum, { nullable: true, defaultValue: 'open' }) state: IssueState | null,
    @Arg('parked', () => Boolean, { nullable: true, description: 'Only those put aside, or only the others.' })
    parked: boolean | null,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Arg('text', () => String, { nullable: true }) text: string | null,
    @Arg('there', () => Boolean, { nullable: true, description: 'Only of records that ConnectWise has.' })
    there: boolean | null,
    @Ctx() context: Context,
  ): Promise<IssueGroup[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    const filter = { state, parked, entity, code, text, there };
    const rows = await context.database.inWorkspace(workspaceId, (tx) => groupIssues(tx, filter), { readOnly: true });
    return rows.map((row) => ({ ...row, fixStep: fixStepOf(row.code) }));
  }

  @Query(() => IssueRetry, { nullable: true })
  issueRetry(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<IssueRetryRow | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return Promise.resolve(null);
    return context.database.inWorkspace(workspaceId, (tx) => findRetry(tx, id), { readOnly: true });
  }

  @Query(() => [IssueRetry], { description: 'Retries of groups that run, or ended within the last ten minutes.' })
  issueRetries(@Ctx() context: Context): Promise<IssueRetryRow[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, recentRetries, { readOnly: true });
  }

  @Mutation(() => IssueRetryPayload, {
    description: 'Retries all open issues of a group, whatever their number. Follow it with `issueRetry`.',
  })
  async retryIssueGroup(
    @Arg('code', () => String) code: string,
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('direction', () => DirectionEnum) direction: Direction,
    @Ctx() context: Context,
  ): Promise<IssueRetryPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) =>
        this.retries.begin(tx, actor, { code, entity, direction }),
      ),
    );
    return { retry: value ?? null, problems };
  }

  @Mutation(() => SyncIssuePayload, { description: 'Gives an issue to a person, or with null to nobody.' })
  assignIssue(
    @Arg('id', () => ID) id: string,
    @Arg('userId', () => ID, { nullable: true }) userId: string | null,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.desk.assign(actor, id, userId ?? null));
  }

  @Mutation(() => SyncIssuePayload)
  commentIssue(
    @Arg('id', () => ID) id: string,
    @Arg('text', () => String) text: string,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.desk.comment(actor, id, text));
  }

  @Mutation(() => SyncIssuePayload, {
    description:
      'Puts an open issue aside with a reason. It still counts, and still closes by itself once its record syncs.',
  })
  parkIssue(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.desk.park(actor, id, reason));
  }

  @Mutation(() => SyncIssuePayload, { description: 'Takes a parked issue up again.' })
  unparkIssue(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.desk.unpark(actor, id));
  }

  @FieldResolver(() => [IssueComment])
  async comments(@Root() issue: SyncIssue, @Ctx() context: Context): Promise<IssueComment[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<Id, IssueComment[]>(context, 'issue.comments', (ids) =>
      context.database.inWorkspace(workspaceId, (tx) => commentsOf(tx, ids), { readOnly: true }),
    );
    return (await loader.load(issue.id)) ?? [];
  }

  @FieldResolver(() => IssueAssignee, { nullable: true, description: 'Who takes care of it.' })
  async assignee(@Root() issue: SyncIssue, @Ctx() context: Context): Promise<IssueAssignee | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (issue.assigneeId === null) return null;
    const loader = loaderOf<Id, IssueAssignee>(context, 'issue.assignees', (ids) =>
      context.database.inWorkspace(workspaceId, (tx) => assigneesById(tx, ids), { readOnly: true }),
    );
    return (await loader.load(issue.assigneeId)) ?? null;
  }

  private async change(context: Context, work: (actor: Actor) => Promise<IssueRow>): Promise<SyncIssuePayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => work(actor));
    return { issue: value ?? null, problems };
  }
}
