import type { Direction, EntityType, IssueState, SetupStep } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../../platform/database/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { DirectionEnum, EntityTypeEnum, IssueStateEnum, SetupStepEnum } from '../../../../platform/graphql/enums.ts';
import { loaderOf } from '../../../../platform/graphql/loader.ts';
import { firstOf, pageOf, timeAfter } from '../../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import { type RecordUrls, remoteUrl } from '../../../links/remote-url.ts';
import { fixStepOf } from './fix-step.rules.ts';
import { MatchCandidate, ResolveMatchInput, SyncIssue, SyncIssuePage, SyncIssuePayload } from './issue.type.ts';
import { countIssues, findIssue, type IssueRow, linkedIds, listIssues } from './issues.queries.ts';
import type { IssuesService } from './issues.service.ts';
import { TotalsDifference } from './totals-difference.type.ts';

const MAX_AT_ONCE = 100;

/** Of pairs: the link of the record, or of another one that a push came upon, is what is to be mended. */
const aboutLinks: ReadonlySet<string> = new Set([
  'link_broken',
  'link_kept',
  'remote_deleted',
  'local_missing',
  'never_synced',
]);

@Resolver(() => SyncIssue)
export class IssueResolver {
  constructor(
    private readonly issuesService: IssuesService,
    private readonly recordUrls: RecordUrls,
  ) {}

  @Query(() => SyncIssuePage)
  async issues(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('state', () => IssueStateEnum, { nullable: true, defaultValue: 'open' }) state: IssueState | null,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Arg('direction', () => DirectionEnum, { nullable: true }) direction: Direction | null,
    @Arg('parked', () => Boolean, { nullable: true, description: 'Only those put aside, or only the others.' })
    parked: boolean | null,
    @Arg('localId', () => ID, { nullable: true }) localId: string | null,
    @Arg('text', () => String, {
      nullable: true,
      description: "Somewhere in the record's name or in what is wrong, or its ID in ConnectWise.",
    })
    text: string | null,
    @Arg('there', () => Boolean, { nullable: true, description: 'Only of records that ConnectWise has.' })
    there: boolean | null,
    @Ctx() context: Context,
  ): Promise<SyncIssuePage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const position = timeAfter(after);
    const filter = { state, entity, code, direction, parked, localId, text, there };
    const read = (tx: Tx) => listIssues(tx, filter, { limit: size + 1, after: position });
    const rows = await context.database.inWorkspace(workspaceId, read, { readOnly: true });
    return { ...pageOf(rows, size, (row) => [row.at, row.id]), filter };
  }

  @Query(() => SyncIssue, { nullable: true })
  async issue(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncIssue | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return null;
    return context.database.inWorkspace(workspaceId, (tx) => findIssue(tx, id), { readOnly: true });
  }

  @FieldResolver(() => [MatchCandidate])
  candidates(@Root() issue: SyncIssue): MatchCandidate[] {
    return issue.detail.candidates ?? [];
  }

  @FieldResolver(() => SetupStepEnum, { nullable: true, description: 'The step of the set-up in which it is mended.' })
  fixStep(@Root() issue: SyncIssue): SetupStep | null {
    return issue.detail.step ?? fixStepOf(issue.code);
  }

  @FieldResolver(() => TotalsDifference, { nullable: true, description: 'Of an issue about totals that differ.' })
  difference(@Root() issue: SyncIssue): TotalsDifference | null {
    return issue.detail.difference ?? null;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'The record of the CRM whose link it is about, if it is about one: its own, or that of a record which it needs.',
  })
  linkedLocalId(@Root() { code, localId, detail }: SyncIssue): Id | null {
    if (code === 'name_taken') return detail.linkedTo ? (detail.localId ?? null) : null;
    return aboutLinks.has(code) ? (detail.about ?? localId) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where ConnectWise shows its record, or the one that the record of the CRM is linked to.',
  })
  async remoteUrl(@Root() issue: SyncIssue, @Ctx() context: Context): Promise<string | null> {
    const remoteId = issue.remoteId ?? (issue.localId && (await linkedIdOf(context, issue.localId)));
    return remoteUrl(context, this.recordUrls, issue.entity, remoteId);
  }

  @Mutation(() => SyncIssuePayload)
  retryIssue(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.issuesService.retry(actor, id));
  }

  @Mutation(() => [SyncIssuePayload])
  async retryIssues(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: Context): Promise<SyncIssuePayload[]> {
    if (ids.length > MAX_AT_ONCE)
      throw new AppError('invalid_input', `Retry at most ${MAX_AT_ONCE} issues at once.`, { field: 'ids' });
    const payloads: SyncIssuePayload[] = [];
    const unique = new Set(ids);
    const among = unique.size > 1 ? 'others' : 'none';
    for (const id of unique)
      payloads.push(await this.change(context, (actor) => this.issuesService.retry(actor, id, among)));
    return payloads;
  }

  @Mutation(() => SyncIssuePayload)
  dismissIssue(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.issuesService.dismiss(actor, id, reason));
  }

  @Mutation(() => SyncIssuePayload, {
    description:
      'Closes a win in ConnectWise although lines or totals differ from the quote. The reason is kept in the audit log.',
  })
  acceptDifference(
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) => this.issuesService.acceptDifference(actor, id, reason));
  }

  @Mutation(() => SyncIssuePayload)
  resolveMatch(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => ResolveMatchInput) input: ResolveMatchInput,
    @Ctx() context: Context,
  ): Promise<SyncIssuePayload> {
    return this.change(context, (actor) =>
      this.issuesService.resolveMatch(actor, id, input.decision, input.localId ?? null),
    );
  }

  private async change(context: Context, work: (actor: Actor) => Promise<IssueRow>): Promise<SyncIssuePayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => work(actor));
    return { issue: value ?? null, problems };
  }
}

/** The ID in ConnectWise of what a record of the CRM is linked to; all of an operation cost one statement. */
async function linkedIdOf(context: Context, localId: Id): Promise<string | null> {
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<Id, string>(context, 'issue.linked', async (ids) => {
    const rows = await context.database.inWorkspace(workspaceId, (tx) => linkedIds(tx, ids), { readOnly: true });
    return new Map(rows.map((row) => [row.localId, row.remoteId]));
  });
  return (await loader.load(localId)) ?? null;
}

@Resolver(() => SyncIssuePage)
export class IssuePageResolver {
  @FieldResolver(() => Int)
  totalCount(@Root() page: SyncIssuePage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => countIssues(tx, page.filter), { readOnly: true });
  }
}
