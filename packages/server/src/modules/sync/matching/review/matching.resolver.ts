import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AppError } from '../../../../platform/errors.ts';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { type RecordUrls, remoteUrl } from '../../../links/remote-url.ts';
import { comparedOf } from '../comparison/compared-records.ts';
import type { MatchBucket } from '../scoring/match-buckets.queries.ts';
import type { ReviewDecision } from './match-decisions.service.ts';
import { countPairs, listPairs, type PairPosition } from './match-review.queries.ts';
import type { MatchingService } from './matching.service.ts';
import {
  MatchBucketEnum,
  MatchDecisionPayload,
  MatchPair,
  MatchPairPage,
  MatchRunPayload,
  MatchSummary,
  ReviewDecisionEnum,
} from './matching.type.ts';

@Resolver()
export class MatchingResolver {
  constructor(
    private readonly matching: MatchingService,
    private readonly connections: Connections,
  ) {}

  @Query(() => MatchSummary, {
    nullable: true,
    description:
      'How many records are on both sides, for a threshold (else that of the settings); null while not connected.',
  })
  async matchSummary(
    @Ctx() context: Context,
    @Arg('threshold', () => Int, { nullable: true }) threshold: number | null,
  ): Promise<MatchSummary | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.matching.summary(tx, threshold ?? null)),
    );
    if (problems[0]) throw new AppError('invalid_input', problems[0].message, { field: problems[0].field });
    return value ?? null;
  }

  @Query(() => MatchPairPage, {
    description:
      'Pairs of one kind of record, those of one ConnectWise record together; search looks in both names and the ConnectWise ID.',
  })
  async matchPairs(
    @Ctx() context: Context,
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('bucket', () => MatchBucketEnum, { nullable: true }) bucket: MatchBucket | null,
    @Arg('threshold', () => Int, { nullable: true }) threshold: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('remoteId', () => String, { nullable: true }) remoteId: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ): Promise<MatchPairPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const kind = comparedOf(entity);
    const size = firstOf(first);
    const position = positionOf(after);
    return context.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.connections.active(tx);
      if (!connection) return { items: [], pageInfo: { endCursor: null, hasNextPage: false }, filter: null };
      const filter = {
        entity: kind,
        bucket: bucket ?? null,
        threshold: await this.matching.thresholdFor(tx, connection.id, threshold ?? null),
        search: search?.trim() || null,
        remoteId: remoteId?.trim() || null,
      };
      const rows = await listPairs(tx, connection.id, filter, { limit: size + 1, after: position });
      const page = pageOf(rows, size, (row) => [row.best, row.remoteId, row.score, row.id]);
      return { ...page, filter: { ...filter, connectionId: connection.id } };
    });
  }

  @Query(() => String, {
    description: 'All decisions as CSV, safe to open in a spreadsheet; importMatchDecisions takes the same form.',
  })
  matchDecisions(@Ctx() context: Context): Promise<string> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.matching.exportDecisions(tx), { readOnly: true });
  }

  @Mutation(() => MatchRunPayload, {
    description:
      'Compares the records of both sides, or answers the comparison that is running. Nothing is linked by it.',
  })
  async startMatching(@Ctx() context: Context): Promise<MatchRunPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.matching.start(tx, actor)),
    );
    return { run: value ?? null, problems };
  }

  @Mutation(() => MatchDecisionPayload, { description: 'Decides about up to 500 pairs, each for itself.' })
  async decideMatches(
    @Ctx() context: Context,
    @Arg('ids', () => [ID]) ids: Id[],
    @Arg('decision', () => ReviewDecisionEnum) decision: ReviewDecision,
  ): Promise<MatchDecisionPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() => this.matching.decide(actor, ids, decision));
    return {
      decided: value?.ids.length ?? 0,
      ids: value?.ids ?? [],
      problems: [...problems, ...(value?.problems ?? [])],
    };
  }

  @Mutation(() => MatchDecisionPayload, {
    description:
      'Links all pairs that reach the threshold, have no veto and no rival; of one kind of record when it is named.',
  })
  async acceptMatchesAbove(
    @Ctx() context: Context,
    @Arg('threshold', () => Int) threshold: number,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
  ): Promise<MatchDecisionPayload> {
    const actor = requireRole(context, 'admin');
    const only = entity ? comparedOf(entity) : null;
    const { value, problems } = await problemsOf(() => this.matching.acceptAbove(actor, threshold, only));
    return { decided: value?.linked ?? 0, ids: [], problems: [...problems, ...(value?.problems ?? [])] };
  }

  @Mutation(() => MatchDecisionPayload, {
    description:
      'Takes decisions over from CSV: entity, connectwise_id, crm_id, decision (link, not_same, create, later).',
  })
  async importMatchDecisions(
    @Ctx() context: Context,
    @Arg('csv', () => String) csv: string,
  ): Promise<MatchDecisionPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() => this.matching.importDecisions(actor, csv));
    return { decided: value?.decided ?? 0, ids: [], problems: [...problems, ...(value?.problems ?? [])] };
  }
}

@Resolver(() => MatchPair)
export class MatchPairResolver {
  constructor(private readonly recordUrls: RecordUrls) {}

  @FieldResolver(() => String, { nullable: true })
  remoteUrl(@Root() pair: MatchPair, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, pair.entity, pair.remoteId);
  }
}

@Resolver(() => MatchPairPage)
export class MatchPairPageResolver {
  @FieldResolver(() => Int)
  async totalCount(@Root() { filter }: MatchPairPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!filter) return 0;
    return context.database.inWorkspace(workspaceId, (tx) => countPairs(tx, filter.connectionId, filter), {
      readOnly: true,
    });
  }
}

const positionOf = (after: string | null): PairPosition | null =>
  placeAfter(after, 4, ([best, remoteId, score, id]) => {
    if (typeof best !== 'number' || typeof remoteId !== 'string' || typeof score !== 'number') return null;
    return isIdValue(id) ? [best, remoteId, score, id] : null;
  });
