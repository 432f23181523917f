import type { EntityType, RunKind, RunState } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Clock } from '../../../../platform/clock.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import { AppError, type Problem } from '../../../../platform/errors.ts';
import { refuseNoId } from '../../../../platform/graphql/arguments.ts';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum, RunKindEnum, RunStateEnum } from '../../../../platform/graphql/enums.ts';
import { loaderOf } from '../../../../platform/graphql/loader.ts';
import { problemsOf } from '../../../../platform/graphql/problem.type.ts';
import { TimeRange } from '../../../../platform/graphql/time-range.type.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import { DescendingArg } from '../../../crm/list-arguments.ts';
import { findRun, pushedRecords, type RunOrder, type RunRow, runPage } from '../../pull/runs/runs.queries.ts';
import { ratePerSecond } from './run.rules.ts';
import {
  RunOrderEnum,
  RunRecord,
  StartSyncPayload,
  SyncRecordPayload,
  SyncRecordsPayload,
  SyncRun,
  SyncRunPage,
  SyncRunPayload,
} from './run.type.ts';
import type { RunsService, StartProblem } from './runs.service.ts';
import type { SyncRecordService } from './sync-record.service.ts';
import type { SyncRecordsService } from './sync-records.service.ts';

const MAX_RECORDS = 100;

@Resolver(() => SyncRun)
export class RunResolver {
  constructor(
    private readonly runs: RunsService,
    private readonly clock: Clock,
    private readonly records: SyncRecordService,
    private readonly chosen: SyncRecordsService,
  ) {}

  @Query(() => SyncRun, { nullable: true })
  async syncRun(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncRun | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return null;
    return context.database.inWorkspace(workspaceId, (tx) => findRun(tx, id), { readOnly: true });
  }

  @Query(() => SyncRunPage)
  async syncRuns(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('kinds', () => [RunKindEnum], { nullable: true }) kinds: RunKind[] | null,
    @Arg('state', () => RunStateEnum, { nullable: true }) state: RunState | null,
    @Arg('started', () => TimeRange, { nullable: true, description: 'Only those that were started then.' })
    started: TimeRange | null,
    @Arg('orderBy', () => RunOrderEnum, { nullable: true, description: 'The newest first unless said.' })
    orderBy: RunOrder | null,
    @DescendingArg() descending: boolean | null,
    @Ctx() context: Context,
  ): Promise<SyncRunPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const request = { first: first ?? 20, after, kinds, state, started, orderBy, descending };
    return context.database.inWorkspace(workspaceId, (tx) => runPage(tx, request), { readOnly: true });
  }

  @FieldResolver(() => Float, { nullable: true })
  ratePerSecond(@Root() run: SyncRun): number | null {
    return ratePerSecond(run, this.clock.now());
  }

  @FieldResolver(() => RunRecord, { nullable: true, description: 'Of a push: the record that it sent.' })
  async record(@Root() run: SyncRun, @Ctx() context: Context): Promise<RunRecord | null> {
    if (run.kind !== 'push') return null;
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<Id, RunRecord>(context, 'run.record', async (ids) => {
      const rows = await context.database.inWorkspace(workspaceId, (tx) => pushedRecords(tx, ids), { readOnly: true });
      return new Map(rows.map(({ runId, ...record }) => [runId, record]));
    });
    return (await loader.load(run.id)) ?? null;
  }

  @Mutation(() => StartSyncPayload, {
    description:
      'Starts the first sync, or returns the one that is running. Tells everything that is still missing at once.',
  })
  async startSync(
    @Arg('previewId', () => ID, { nullable: true, description: 'Refused when anything has changed since it was made.' })
    previewId: string | null,
    @Arg('withoutPreview', () => Boolean, {
      nullable: true,
      description: 'The first start wants a finished preview of the current settings, unless this is true.',
    })
    withoutPreview: boolean | null,
    @Arg('onlyNew', () => Boolean, {
      nullable: true,
      description: 'Only what is made in ConnectWise from now on comes in; what is there is skipped, with the reason.',
    })
    onlyNew: boolean | null,
    @Ctx() context: Context,
  ): Promise<StartSyncPayload> {
    const options = { previewId, withoutPreview: withoutPreview ?? false, onlyNew: onlyNew ?? false };
    const { run, problems } = await this.begin(context, 'admin', (tx) => this.runs.start(tx, options));
    return {
      run,
      problems: problems.map((problem) => ({ ...problem, step: isStartProblem(problem) ? problem.step : null })),
    };
  }

  @Mutation(() => SyncRunPayload, {
    description:
      'Ends a pull after the page that is being written. What came in stays; starting again goes on behind it.',
  })
  cancelRun(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncRunPayload> {
    const { name } = requireRole(context, 'admin');
    return this.begin(context, 'admin', (tx) => this.runs.cancel(tx, id, name));
  }

  @Mutation(() => SyncRunPayload, { description: 'Polls ConnectWise now instead of at the next quarter of an hour.' })
  syncNow(
    @Arg('entity', () => EntityTypeEnum, { nullable: true, description: 'One kind of record alone.' })
    entity: EntityType | null,
    @Ctx() context: Context,
  ): Promise<SyncRunPayload> {
    return this.begin(context, 'support', (tx) => this.runs.pollNow(tx, entity ?? null));
  }

  @Mutation(() => SyncRecordPayload, {
    description:
      'Syncs one record now: fetches it from ConnectWise, and sends it there as far as mode and filters let it. Name it by the one ID or the other.',
  })
  async syncRecord(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('localId', () => ID, { nullable: true }) localId: string | null,
    @Arg('remoteId', () => String, { nullable: true }) remoteId: string | null,
    @Ctx() context: Context,
  ): Promise<SyncRecordPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      this.records.sync(actor, { entity, localId: localId ?? null, remoteId: remoteId ?? null }),
    );
    const { pulled = null, pushed = null, isInStep = false } = value ?? {};
    return { pulled, pushed, isInStep, problems };
  }

  @Mutation(() => SyncRecordsPayload, {
    description:
      'Syncs up to 100 records of a kind now, as `syncRecord` does with one: fetches them from ConnectWise, and sends what is to be sent. They are named by their IDs in the CRM.',
  })
  async syncRecords(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('localIds', () => [ID]) localIds: Id[],
    @Ctx() context: Context,
  ): Promise<SyncRecordsPayload> {
    const actor = requireRole(context, 'support');
    if (localIds.length > MAX_RECORDS)
      throw new AppError('invalid_input', `Sync at most ${MAX_RECORDS} records at once.`, { field: 'localIds' });
    refuseNoId(localIds, 'localIds');
    const { value, problems } = await problemsOf(() => this.chosen.sync(actor, entity, localIds));
    return { ...(value ?? { changed: 0, sent: 0, gone: 0, left: 0 }), problems };
  }

  private async begin(
    context: Context,
    role: 'admin' | 'support',
    work: (tx: Tx) => Promise<RunRow>,
  ): Promise<SyncRunPayload> {
    const { workspaceId } = requireRole(context, role);
    const { value, problems } = await problemsOf(() => context.database.inWorkspace(workspaceId, work));
    return { run: value ?? null, problems };
  }
}

const isStartProblem = (problem: Problem): problem is StartProblem => 'step' in problem;
