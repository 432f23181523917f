import type { EntityType } from '@causeway/shared/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Tx } from '../../platform/database/database.ts';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { loaderOf } from '../../platform/graphql/loader.ts';
import { askedOfRows } from '../../platform/graphql/selection.ts';
import { streamOfResolver, type WithStreams } from '../../platform/graphql/subscription.ts';
import type { Id } from '../../platform/ids.ts';
import type { AuditQueries } from './audit.queries.ts';
import {
  AuditEvent,
  AuditFilter,
  AuditPage,
  type CountKind,
  CountKindEnum,
  FieldChangeType,
  type RowCount,
} from './audit-event.type.ts';
import { ConnectWiseExchange, type KeptExchange } from './exchange.type.ts';
import type { LiveHub } from './live/live-hub.ts';
import { cursorOf } from './live/position.rules.ts';

/** Where a record is shown in ConnectWise; null for kinds without a page of their own. */
export type RecordUrl = (entity: EntityType, remoteId: string) => string | null;

/** Reads the workspace's connection once and gives the function for its records. */
export type RecordUrls = (tx: Tx) => Promise<RecordUrl>;

/** The path of a record in the web app; null for what has no page of its own. */
export type LocalPaths = (entity: EntityType | null, localId: string | null) => string | null;

/** What people call a field of a record. */
export type FieldLabels = (entity: EntityType | null, field: string) => string;

/** What the log asks of those who know the records. */
interface RecordFacts {
  recordUrls: RecordUrls;
  localPath: LocalPaths;
  labelOf: FieldLabels;
}

const URLS_FRESH_FOR_MS = 10_000;

@Resolver(() => AuditPage)
export class AuditPageResolver {
  constructor(private readonly queries: AuditQueries) {}

  @FieldResolver(() => Int, {
    description:
      'How many rows pass the filter, counted when it is asked for; see `totalCountKind`. Exact for filters of direction, entity, operation, status and code; for others counting stops at 10,000.',
  })
  async totalCount(@Root() page: AuditPage, @Ctx() context: Context): Promise<number> {
    return (await this.countOf(page, context)).value;
  }

  @FieldResolver(() => CountKindEnum)
  async totalCountKind(@Root() page: AuditPage, @Ctx() context: Context): Promise<CountKind> {
    return (await this.countOf(page, context)).kind;
  }

  private countOf(page: AuditPage, context: Context): Promise<RowCount> {
    const { workspaceId } = requireRole(context, 'viewer');
    const count = (tx: Tx) => this.queries.count(tx, page.filter);
    page.counted ??= context.database.inWorkspace(workspaceId, count, { readOnly: true });
    return page.counted;
  }
}

@Resolver(() => AuditEvent)
export class AuditResolver implements WithStreams {
  readonly streams = {
    auditEventAdded: (args: { filter?: AuditFilter | null; after?: string | null }, context: Context) =>
      this.live.events(requireRole(context, 'viewer').workspaceId, args),
  };

  constructor(
    private readonly queries: AuditQueries,
    private readonly live: LiveHub,
    private readonly facts: RecordFacts,
  ) {}

  @Query(() => AuditPage)
  async auditEvents(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AuditPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const read = (tx: Tx) => this.queries.page(tx, { first, after, filter }, askedOfRows(info));
    return context.database.inWorkspace(workspaceId, read, { readOnly: true });
  }

  @Query(() => AuditEvent, { nullable: true })
  async auditEvent(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<AuditEvent | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.queries.byId(tx, id), { readOnly: true });
  }

  @Subscription(() => AuditEvent, {
    description:
      "New audit rows in commit order; with `after`, a list's `liveCursor` or the last row's `cursor`, first what came since then.",
    subscribe: streamOfResolver,
  })
  auditEventAdded(
    @Root() event: AuditEvent,
    @Arg('filter', () => AuditFilter, { nullable: true }) _filter: AuditFilter | null,
    @Arg('after', () => String, { nullable: true }) _after: string | null,
  ): AuditEvent {
    return event;
  }

  @FieldResolver(() => String, {
    description:
      'Of a row of the live stream: its position; hand the last one back as `after`. A list is followed from its `liveCursor`.',
  })
  cursor(@Root() event: AuditEvent): string {
    return cursorOf(event);
  }

  @FieldResolver(() => [FieldChangeType])
  changes(@Root() row: AuditEvent): FieldChangeType[] {
    return row.changes.map((change) => ({ ...change, label: this.facts.labelOf(row.entity, change.field), row }));
  }

  @FieldResolver(() => [ConnectWiseExchange], {
    description:
      'The requests to ConnectWise that this row of a push tells of, oldest first; kept as long as the row. Rows of a pull have none: thousands share one request.',
  })
  async exchanges(@Root() { id }: AuditEvent, @Ctx() context: Context): Promise<ConnectWiseExchange[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<Id, KeptExchange[]>(context, 'audit.exchanges', (ids) =>
      context.database.inWorkspace(workspaceId, (tx) => this.queries.exchangesOf(tx, ids), { readOnly: true }),
    );
    return ((await loader.load(id)) ?? []).map((one) => ({ ...one, at: new Date(one.at) }));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Path of the record in this app.' })
  localPath(@Root() event: AuditEvent): string | null {
    return this.facts.localPath(event.entity, event.localId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Address of the record in ConnectWise.' })
  async remoteUrl(@Root() event: AuditEvent, @Ctx() context: Context): Promise<string | null> {
    const { entity, remoteId } = event;
    if (!entity || !remoteId) return null;
    return (await this.urlsOf(context))(entity, remoteId);
  }

  /** One statement for all rows of a page; a subscription, which lives long, asks again after a while. */
  private async urlsOf(context: Context): Promise<RecordUrl> {
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<number, RecordUrl>(context, 'audit.recordUrls', async (times) => {
      const urlOf = await context.database.inWorkspace(workspaceId, this.facts.recordUrls, { readOnly: true });
      return new Map(times.map((time) => [time, urlOf]));
    });
    return (await loader.load(Math.floor(Date.now() / URLS_FRESH_FOR_MS))) ?? (() => null);
  }
}
