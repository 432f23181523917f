import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { OwnerEnum } from '../../../platform/graphql/enums.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import {
  findReference,
  type ReferenceLists,
  readReferenceLists,
  remoteIdIn,
} from '../../connection/reference-lists.ts';
import { DescendingArg } from '../../crm/list-arguments.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { idsIn, valueInWords } from '../records/plain-values.rules.ts';
import { syncOf } from '../registry.ts';
import {
  ConflictOrderEnum,
  ConflictStateEnum,
  SettleConflictPayload,
  SyncConflict,
  SyncConflictFilter,
  SyncConflictPage,
} from './conflict.type.ts';
import type { ConflictSettling } from './conflict-settling.ts';
import {
  type ConflictOrder,
  type ConflictRow,
  type ConflictState,
  conflictPage,
  countConflicts,
} from './conflicts.queries.ts';
import type { Syncs } from './entity-links.queries.ts';
import type { FieldNames } from './field-names.ts';
import { namesOf } from './link-actions.queries.ts';
import { pulled } from './pulled-entity.ts';

@Resolver(() => SyncConflictPage)
export class ConflictsResolver {
  constructor(
    private readonly settling: ConflictSettling,
    private readonly syncs: (tx: Tx, connectionId: Id) => Promise<Syncs>,
    private readonly names: (tx: Tx, connectionId: Id) => Promise<FieldNames>,
  ) {}

  @Query(() => SyncConflictPage, { description: 'Fields that both sides had changed, the newest first.' })
  async conflicts(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => SyncConflictFilter, { nullable: true }) asked: SyncConflictFilter | null,
    @Ctx() context: Context,
    @Arg('orderBy', () => ConflictOrderEnum, { nullable: true, description: 'The newest first unless said.' })
    orderBy: ConflictOrder | null = null,
    @DescendingArg() descending: boolean | null = false,
  ): Promise<SyncConflictPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const { entity, localId, state } = asked ?? {};
    const filter = {
      entity: entity ? pulled(entity) : null,
      localId: localId ?? null,
      state: state ?? null,
    };
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const page = await conflictPage(tx, filter, { first, after, orderBy, descending });
        return { ...page, items: await inWords(tx, await withPresent(tx, page.items, this.syncs), this.names), filter };
      },
      { readOnly: true },
    );
  }

  @Mutation(() => SettleConflictPayload, {
    description: 'Lets the value of one side stand: restores the one that lost, or answers what a person was asked.',
  })
  async settleConflict(
    @Arg('id', () => ID) id: Id,
    @Arg('winner', () => OwnerEnum) winner: Owner,
    @Arg('seen', () => ConflictStateEnum, {
      nullable: true,
      description: 'The state that who decides saw. Refused where somebody has decided since.',
    })
    seen: ConflictState | null,
    @Ctx() context: Context,
  ): Promise<SettleConflictPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.settling.settle(actor, id, winner, seen));
    if (!value) return { conflict: null, note: null, problems };
    const [conflict = null] = await context.database.inWorkspace(actor.workspaceId, (tx) =>
      inWords(tx, [value.conflict], this.names),
    );
    return { conflict, note: value.note, problems };
  }

  @FieldResolver(() => Int)
  totalCount(@Root() page: SyncConflictPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => countConflicts(tx, page.filter), { readOnly: true });
  }
}

/** Of questions that are open the CRM's value as it stands now: it is the one that settling sends. */
async function withPresent(
  tx: Tx,
  rows: readonly ConflictRow[],
  syncs: (tx: Tx, connectionId: Id) => Promise<Syncs>,
): Promise<ConflictRow[]> {
  const present = new Map<Id, unknown>();
  const open = rows.filter(({ state }) => state === 'open');
  for (const [connectionId, ofConnection] of Map.groupBy(open, (row) => row.connectionId)) {
    const syncIn = await syncs(tx, connectionId);
    for (const [entity, asked] of Map.groupBy(ofConnection, (row) => row.entity)) {
      const ids = [...new Set(asked.map(({ localId }) => localId))];
      const found = await readLocalRows(tx, syncIn(entity).table, ids, { locks: false });
      for (const { id, localId, field, crm } of asked) {
        const fields = found.get(localId)?.fields ?? {};
        present.set(id, field in fields ? fields[field] : crm);
      }
    }
  }
  return rows.map((row) => (present.has(row.id) ? { ...row, crm: present.get(row.id) } : row));
}

/** References by the names of what they mean, fields by what people call them. */
async function inWords(
  tx: Tx,
  rows: readonly ConflictRow[],
  namesIn: (tx: Tx, connectionId: Id) => Promise<FieldNames>,
): Promise<SyncConflict[]> {
  const values = rows.flatMap(({ crm, connectwise, base }) => [crm, connectwise, base]);
  const names = await namesOf(tx, idsIn(values));
  const entryOf = ({ entity, field }: Pick<ConflictRow, 'entity' | 'field'>) => syncOf(entity).fields[field];
  const ofLists = rows.filter((row) => entryOf(row)?.namedBy);
  const lists = await listsOf(tx, ofLists);
  const called = new Map<Id, FieldNames>();
  const custom = rows.filter((row) => !entryOf(row));
  for (const connectionId of new Set(custom.map((row) => row.connectionId)))
    called.set(connectionId, await namesIn(tx, connectionId));
  return rows.map(({ crm, connectwise, base, kept, state, ...row }) => {
    const entry = entryOf(row);
    const list = entry?.namedBy && entry.place.kind === 'choice' ? lists.get(row.connectionId)?.[entry.place.list] : [];
    const word = (value: unknown) => valueInWords(value, names, findReference(list, remoteIdIn(value))?.label);
    return {
      ...row,
      state,
      label: entry?.label ?? called.get(row.connectionId)?.labelOf(row.entity, row.field) ?? row.field,
      crmValue: word(crm),
      connectwiseValue: word(connectwise),
      baseValue: word(base),
      winner: kept === 'ask' ? null : kept,
    };
  });
}

/** The lists of ConnectWise that these fields hold an ID of. */
async function listsOf(tx: Tx, rows: readonly ConflictRow[]): Promise<Map<Id, ReferenceLists>> {
  const found = new Map<Id, ReferenceLists>();
  for (const [connectionId, own] of Map.groupBy(rows, (row) => row.connectionId)) {
    const kinds = own.flatMap(({ entity, field }) => {
      const place = syncOf(entity).fields[field]?.place;
      return place?.kind === 'choice' ? [place.list] : [];
    });
    found.set(connectionId, await readReferenceLists(tx, connectionId, [...new Set(kinds)]));
  }
  return found;
}
