import type { EntityType, PreviewOperation } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { EntityTypeEnum, PreviewOperationEnum } from '../../../platform/graphql/enums.ts';
import { firstOf, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { streamOfResolver, type WithStreams } from '../../../platform/graphql/subscription.ts';
import { isId } from '../../../platform/ids.ts';
import { FieldChangeType } from '../../audit/audit-event.type.ts';
import type { LiveSignals } from '../../audit/live/live-hub.ts';
import { type RecordUrls, remoteUrl } from '../../links/remote-url.ts';
import { fieldLabel } from '../records/fields/field-label.ts';
import { isPulled, localPath, syncOf } from '../registry.ts';
import type { PreviewService } from './preview.service.ts';
import { PreviewRecord, PreviewRecordPage, SyncPreview, SyncPreviewPayload } from './preview.type.ts';
import { listPreviewRecords } from './preview-records.queries.ts';

@Resolver()
export class PreviewResolver implements WithStreams {
  readonly streams = {
    latestPreviewChanged: (_args: unknown, context: Context) =>
      this.live.liveSignal(requireRole(context, 'viewer').workspaceId),
  };

  constructor(
    private readonly previews: PreviewService,
    private readonly live: LiveSignals,
  ) {}

  @Query(() => SyncPreview, { nullable: true })
  preview(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncPreview | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.previews.byId(tx, id));
  }

  @Query(() => SyncPreview, { nullable: true, description: 'The newest preview, whatever its state.' })
  latestPreview(@Ctx() context: Context): Promise<SyncPreview | null> {
    return this.readLatest(context);
  }

  @Subscription(() => SyncPreview, {
    nullable: true,
    description: 'The newest preview, again whenever it comes further.',
    subscribe: streamOfResolver,
  })
  latestPreviewChanged(@Root() _signal: unknown, @Ctx() context: Context): Promise<SyncPreview | null> {
    return this.readLatest(context);
  }

  @Query(() => PreviewRecordPage, { description: 'The records of a preview in the order of the sync.' })
  async previewRecords(
    @Arg('previewId', () => ID) previewId: string,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('operation', () => PreviewOperationEnum, { nullable: true }) operation: PreviewOperation | null,
    @Arg('search', () => String, { nullable: true, description: 'Looked for in name, ConnectWise ID and reason.' })
    search: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<PreviewRecordPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first, 50);
    const place = placeAfter(after, 1, ([last]) => (typeof last === 'number' ? last : null));
    const rows = isId(previewId)
      ? await context.database.inWorkspace(
          workspaceId,
          (tx) => listPreviewRecords(tx, previewId, { entity, operation, search }, { limit: size + 1, after: place }),
          { readOnly: true },
        )
      : [];
    const { items, pageInfo } = pageOf(rows, size, (row) => [row.place]);
    return { items: items.map((row) => ({ ...row, id: `${previewId}:${row.place}` })), pageInfo };
  }

  @Mutation(() => SyncPreviewPayload, {
    description:
      'Begins a preview of the first sync with the settings as they are, or returns the one that is being made.',
  })
  async startPreview(@Ctx() context: Context): Promise<SyncPreviewPayload> {
    const { workspaceId, name } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.previews.start(tx, name)),
    );
    return { preview: value ?? null, problems };
  }

  @Mutation(() => SyncPreviewPayload, {
    description: 'Ends a preview that is being made. Nothing of it stays; a new one can be begun at once.',
  })
  async cancelPreview(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SyncPreviewPayload> {
    const { workspaceId, name } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.previews.cancel(tx, id, name)),
    );
    return { preview: value ?? null, problems };
  }

  private readLatest(context: Context): Promise<SyncPreview | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.previews.latest(tx));
  }
}

@Resolver(() => PreviewRecord)
export class PreviewRecordResolver {
  constructor(private readonly recordUrls: RecordUrls) {}

  @FieldResolver(() => [FieldChangeType], { description: 'Of a new record: all that it would hold.' })
  changes(@Root() { entity, changes }: PreviewRecord): FieldChangeType[] {
    const table = isPulled(entity) ? syncOf(entity).fields : undefined;
    return changes.map((change) => ({ ...change, label: fieldLabel(table, change.field) }));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Path of the record in this app.' })
  localPath(@Root() { entity, localId }: PreviewRecord): string | null {
    return localPath(entity, localId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Address of the record in ConnectWise.' })
  remoteUrl(@Root() { entity, remoteId }: PreviewRecord, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, entity, remoteId);
  }
}
