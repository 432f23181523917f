import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { firstOf, pageOf, placeAfter } from '../../../../platform/graphql/pagination.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { type RecordUrls, remoteUrl } from '../../../links/remote-url.ts';
import { localPath } from '../../registry.ts';
import { comparedOf } from './compared-records.ts';
import {
  countUnmatched,
  listUnmatched,
  type UnmatchedList,
  type UnmatchedPosition,
  type UnmatchedRow,
} from './unmatched.queries.ts';
import { UnmatchedListEnum, UnmatchedRecord, UnmatchedRecordPage } from './unmatched.type.ts';

/** Which score counts as sure: the one asked for, else the one of the settings. */
export interface Thresholds {
  thresholdFor(tx: Tx, connectionId: Id, asked: number | null): Promise<number>;
}

@Resolver(() => UnmatchedRecordPage)
export class UnmatchedRecordsResolver {
  constructor(
    private readonly matching: Thresholds,
    private readonly connections: Connections,
  ) {}

  @Query(() => UnmatchedRecordPage, {
    description:
      'Records of one side without a counterpart, by name; search looks in name, company ID, SKU, e-mail and ConnectWise ID.',
  })
  async unmatchedRecords(
    @Ctx() context: Context,
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('list', () => UnmatchedListEnum) list: UnmatchedList,
    @Arg('threshold', () => Int, { nullable: true }) threshold: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ): Promise<UnmatchedRecordPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const kind = comparedOf(entity);
    const size = firstOf(first);
    const position = positionOf(after, list);
    return context.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.connections.active(tx);
      if (!connection) return { items: [], pageInfo: { endCursor: null, hasNextPage: false }, filter: null };
      const asked = await this.matching.thresholdFor(tx, connection.id, threshold);
      const filter = { entity: kind, list, threshold: asked, search };
      const rows = await listUnmatched(tx, connection.id, filter, { limit: size + 1, after: position });
      const { items, pageInfo } = pageOf(rows, size, (row) => [row.nameKey, row.recordId]);
      const records = items.map((row) => recordOf(kind, list, row));
      return { items: records, pageInfo, filter: { ...filter, connectionId: connection.id } };
    });
  }

  @FieldResolver(() => Int)
  async totalCount(@Root() { filter }: UnmatchedRecordPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!filter) return 0;
    return context.database.inWorkspace(workspaceId, (tx) => countUnmatched(tx, filter.connectionId, filter), {
      readOnly: true,
    });
  }
}

@Resolver(() => UnmatchedRecord)
export class UnmatchedRecordResolver {
  constructor(private readonly recordUrls: RecordUrls) {}

  @FieldResolver(() => String, { nullable: true, description: 'Path of the record in this app.' })
  localPath(@Root() { entity, localId }: UnmatchedRecord): string | null {
    return localPath(entity, localId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Address of the record in ConnectWise.' })
  remoteUrl(@Root() { entity, remoteId }: UnmatchedRecord, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, entity, remoteId);
  }
}

const isLocal = (list: UnmatchedList): boolean => list === 'only_local' || list === 'excluded_local';

function recordOf(entity: PulledEntity, list: UnmatchedList, row: UnmatchedRow): UnmatchedRecord {
  const { recordId, nameKey: _, ...rest } = row;
  const [localId, remoteId] = isLocal(list) ? [recordId, null] : [null, recordId];
  return { ...rest, id: `${entity}:${list}:${recordId}`, entity, localId, remoteId };
}

const positionOf = (after: string | null, list: UnmatchedList): UnmatchedPosition | null =>
  placeAfter(after, 2, ([nameKey, recordId]) =>
    typeof nameKey === 'string' && typeof recordId === 'string' && (!isLocal(list) || isId(recordId))
      ? [nameKey, recordId]
      : null,
  );
