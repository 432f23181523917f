import type { EntityType, LinkOrigin } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, type ErrorCode, ProblemsError } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { EntityTypeEnum, LinkOriginEnum } from '../../../platform/graphql/enums.ts';
import { loaderOf } from '../../../platform/graphql/loader.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import type { LinkHold } from '../../links/link.ts';
import { readNeverSynced } from '../../links/never-synced.queries.ts';
import { standingsOf } from '../../links/record-standing.queries.ts';
import { type RecordUrls, remoteUrl } from '../../links/remote-url.ts';
import { localPath } from '../registry.ts';
import {
  EntityLinkCount,
  EntityLinkFilter,
  EntityLinkPage,
  EntityLinkType,
  FoundLocalRecord,
  FoundRemoteRecord,
  MergeSurvivor,
  RecordStanding,
} from './entity-link.type.ts';
import {
  anyLink,
  countLinksByState,
  countListedLinks,
  isPushPending,
  type LastPassed,
  type LinkFilter,
  type LinkView,
  type ListedLink,
  lastPassed,
  listLinks,
} from './entity-links.queries.ts';
import { pulled } from './pulled-entity.ts';
import type { RecordSearch } from './record-search.ts';
import type { Survivors } from './survivors.ts';

const MAX_FOUND = 50;
const first = { limit: 1, after: null };

@Resolver(() => EntityLinkType)
export class EntityLinksResolver {
  constructor(
    private readonly connections: Pick<Connections, 'active'>,
    private readonly search: RecordSearch,
    private readonly survivors: Survivors,
    private readonly recordUrls: RecordUrls,
    private readonly view: (tx: Tx, connectionId: Id) => Promise<LinkView>,
  ) {}

  @Query(() => EntityLinkPage, {
    description: 'Which record is which; broken links first, then those with an open issue, then those that are held.',
  })
  async entityLinks(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => EntityLinkFilter, { nullable: true }) asked: EntityLinkFilter | null,
    @Ctx() context: Context,
  ): Promise<EntityLinkPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const position = placeAfter(after, 2, ([rank, id]) =>
      typeof rank === 'number' && isIdValue(id) ? { rank, id } : null,
    );
    const filter = filterOf(asked);
    const rows = await context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        return connection
          ? listLinks(
              tx,
              connection.id,
              filter,
              { limit: size + 1, after: position },
              await this.view(tx, connection.id),
            )
          : [];
      },
      { readOnly: true },
    );
    const page = pageOf(rows, size, (row) => [row.rank, row.id]);
    return { ...page, items: page.items.map(linkType), filter };
  }

  @Query(() => EntityLinkType, { nullable: true })
  async entityLink(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<EntityLinkType | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return null;
    const [row] = await context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        return connection
          ? listLinks(tx, connection.id, { ...anyLink, id }, first, await this.view(tx, connection.id))
          : [];
      },
      { readOnly: true },
    );
    return row ? linkType(row) : null;
  }

  @Query(() => RecordStanding, { description: 'The link of a record of the CRM, or why it has none.' })
  recordStanding(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('localId', () => ID) localId: Id,
    @Ctx() context: Context,
  ): Promise<RecordStanding> {
    const { workspaceId } = requireRole(context, 'viewer');
    const kind = pulled(entity);
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = isId(localId) ? await this.connections.active(tx) : null;
        if (!connection)
          return { link: null, standing: 'not_sent', neverSynced: null, isPending: false, isStopped: false };
        const filter = { ...anyLink, entity: kind, localId };
        const [row] = await listLinks(tx, connection.id, filter, first, await this.view(tx, connection.id));
        const never = row ? null : await readNeverSynced(tx, connection.id, kind, localId);
        const isPending = await isPushPending(tx, connection.id, kind, localId);
        const [known] = await standingsOf(tx, kind, [localId]);
        return {
          link: row ? linkType(row) : null,
          standing: known?.standing ?? 'not_sent',
          neverSynced: never && holdType(never),
          isPending,
          isStopped: connection.state !== 'connected',
        };
      },
      { readOnly: true },
    );
  }

  @Query(() => [EntityLinkCount])
  entityLinkCounts(@Ctx() context: Context): Promise<EntityLinkCount[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        return connection ? countLinksByState(tx, connection.id) : [];
      },
      { readOnly: true },
    );
  }

  @Query(() => [FoundLocalRecord], { description: 'Records of the CRM whose name or number holds the text.' })
  searchLocalRecords(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('text', () => String) text: string,
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
  ): Promise<FoundLocalRecord[]> {
    const actor = requireRole(context, 'support');
    return answered(() => this.search.here(actor, pulled(entity), text, found(first)));
  }

  @Query(() => [FoundRemoteRecord], {
    description: 'Records of ConnectWise, asked there: a part of a name, a number, or an ID.',
  })
  searchRemoteRecords(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('text', () => String) text: string,
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
  ): Promise<FoundRemoteRecord[]> {
    const actor = requireRole(context, 'support');
    return answered(() => this.search.there(actor, pulled(entity), text, found(first)));
  }

  @Query(() => [MergeSurvivor], {
    description:
      'Into which company or contact those of broken links were merged; of these links, or of all of companies and contacts, at most 50.',
  })
  mergeSurvivors(
    @Ctx() context: Context,
    @Arg('linkIds', () => [ID], { nullable: true }) linkIds: Id[] | null,
  ): Promise<MergeSurvivor[]> {
    const actor = requireRole(context, 'support');
    return answered(() => this.survivors.propose(actor, linkIds, MAX_FOUND));
  }

  @FieldResolver(() => LinkOriginEnum)
  linkOrigin(@Root() { origin }: EntityLinkType): LinkOrigin {
    return origin;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Path of the record in this product.' })
  localPath(@Root() link: EntityLinkType): string | null {
    return link.localName === null ? null : localPath(link.entity, link.localId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where ConnectWise shows the record.' })
  remoteUrl(@Root() link: EntityLinkType, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, link.entity, link.remoteId);
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When something of it was last taken in.' })
  async lastPulledAt(@Root() link: EntityLinkType, @Ctx() context: Context): Promise<Date | null> {
    return (await passedOf(context, link))?.pulledAt ?? null;
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When something of it was last sent.' })
  async lastPushedAt(@Root() link: EntityLinkType, @Ctx() context: Context): Promise<Date | null> {
    return (await passedOf(context, link))?.pushedAt ?? null;
  }
}

@Resolver(() => EntityLinkPage)
export class EntityLinkPageResolver {
  constructor(
    private readonly connections: Pick<Connections, 'active'>,
    private readonly view: (tx: Tx, connectionId: Id) => Promise<LinkView>,
  ) {}

  @FieldResolver(() => Int)
  totalCount(@Root() page: EntityLinkPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const connection = await this.connections.active(tx);
        if (!connection) return 0;
        const { fields } = await this.view(tx, connection.id);
        return countListedLinks(tx, connection.id, page.filter, fields);
      },
      { readOnly: true },
    );
  }
}

function passedOf(context: Context, link: EntityLinkType): Promise<LastPassed | undefined> {
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<Id, LastPassed>(context, 'link.passed', async (ids) => {
    const rows = await context.database.inWorkspace(workspaceId, (tx) => lastPassed(tx, ids), { readOnly: true });
    return new Map(rows.map((row) => [row.localId, row]));
  });
  return loader.load(link.localId);
}

function filterOf(asked: EntityLinkFilter | null): LinkFilter {
  const { entity = null, localId = null, ...rest } = asked ?? {};
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...anyLink, ...given, localId, entity: entity === null ? null : pulled(entity) };
}

/** A query has no `problems`: what cannot be answered is an error with its code. */
async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const { code = '', message = error.message, field = null } = error.problems[0] ?? {};
    throw new AppError(codes[code] ?? 'invalid_input', message, { field });
  }
}

const codes: Partial<Record<string, ErrorCode>> = {
  connectwise_unavailable: 'unavailable',
  not_connected: 'not_connected',
  not_started: 'not_connected',
};

const found = (first: number | null): number => Math.min(firstOf(first), MAX_FOUND);

const linkType = ({ hold, ...link }: ListedLink): EntityLinkType => ({ ...link, hold: hold && holdType(hold) });

const holdType = ({ at, ...hold }: LinkHold) => ({ ...hold, at: new Date(at) });
