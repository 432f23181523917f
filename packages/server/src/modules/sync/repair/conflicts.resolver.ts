import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { OwnerEnum } from '../../../platform/graphql/enums.ts';
import { decodeCursor, firstOf, pageOf } from '../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { syncOf } from '../registry.ts';
import { SettleConflictPayload, SyncConflict, SyncConflictFilter, SyncConflictPage } from './conflict.type.ts';
import type { ConflictSettling } from './conflict-settling.ts';
import { type ConflictRow, countConflicts, listConflicts } from './conflicts.queries.ts';
import { namesOf } from './link-actions.queries.ts';
import { pulled } from './pulled-entity.ts';

@Resolver(() => SyncConflictPage)
export class ConflictsResolver {
  constructor(private readonly settling: ConflictSettling) {}

  @Query(() => SyncConflictPage, { description: 'Fields that both sides had changed, the newest first.' })
  async conflicts(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => SyncConflictFilter, { nullable: true }) asked: SyncConflictFilter | null,
    @Ctx() context: Context,
  ): Promise<SyncConflictPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const [id] = decodeCursor(after, 1) ?? [];
    const position = typeof id === 'string' && isId(id) ? id : null;
    const { entity, localId, state } = asked ?? {};
    const filter = {
      entity: entity ? pulled(entity) : null,
      localId: localId && isId(localId) ? localId : null,
      state: state ?? null,
    };
    return context.database.inWorkspace(
      workspaceId,
      async (tx) => {
        const page = pageOf(await listConflicts(tx, filter, { limit: size + 1, after: position }), size, (row) => [
          row.id,
        ]);
        return { ...page, items: await inWords(tx, page.items), filter };
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
    @Ctx() context: Context,
  ): Promise<SettleConflictPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.settling.settle(actor, id, winner));
    if (!value) return { conflict: null, note: null, problems };
    const [conflict = null] = await context.database.inWorkspace(actor.workspaceId, (tx) =>
      inWords(tx, [value.conflict]),
    );
    return { conflict, note: value.note, problems };
  }

  @FieldResolver(() => Int)
  totalCount(@Root() page: SyncConflictPage, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => countConflicts(tx, page.filter), { readOnly: true });
  }
}

/** References by the names of what they mean. */
async function inWords(tx: Tx, rows: readonly ConflictRow[]): Promise<SyncConflict[]> {
  const values = rows.flatMap(({ crm, connectwise, base }) => [crm, connectwise, base]);
  const ids = [...new Set(values.flatMap((value) => (typeof value === 'string' && isId(value) ? [value] : [])))];
  const names = await namesOf(tx, ids);
  const word = (value: unknown): string | null => {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string') return names.get(value) ?? value;
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
  };
  return rows.map(({ crm, connectwise, base, kept, state, ...row }) => ({
    ...row,
    state,
    label: syncOf(row.entity).fields[row.field]?.label ?? row.field,
    crmValue: word(crm),
    connectwiseValue: word(connectwise),
    baseValue: word(base),
    winner: kept === 'ask' ? null : kept,
  }));
}
