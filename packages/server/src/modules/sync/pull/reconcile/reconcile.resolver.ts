import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../../platform/graphql/enums.ts';
import { firstOf, idAfter, pageOf, placeAfter } from '../../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../../platform/graphql/problem.type.ts';
import { isId } from '../../../../platform/ids.ts';
import { findReconcile, listReconciles } from './reconcile.queries.ts';
import {
  FindingKindEnum,
  Reconcile,
  ReconcileFindingPage,
  ReconcilePage,
  ReconcilePayload,
  reconcileView,
} from './reconcile.type.ts';
import type { ReconcileControl } from './reconcile-control.service.ts';
import { listFindings } from './reconcile-findings.queries.ts';
import type { FindingKind } from './reconcile-page.queries.ts';

@Resolver()
export class ReconcileResolver {
  constructor(private readonly control: ReconcileControl) {}

  @Query(() => ReconcilePage, { description: 'Comparisons of all records of both sides, the newest first.' })
  async reconciles(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<ReconcilePage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const limit = firstOf(first, 20);
    const before = idAfter(after);
    const rows = await context.database.inWorkspace(
      workspaceId,
      (tx) => listReconciles(tx, { limit: limit + 1, before }),
      { readOnly: true },
    );
    return pageOf(rows.map(reconcileView), limit, ({ id }) => [id]);
  }

  @Query(() => Reconcile, { nullable: true })
  async reconcile(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Reconcile | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return null;
    const row = await context.database.inWorkspace(workspaceId, (tx) => findReconcile(tx, id), { readOnly: true });
    return row && reconcileView(row);
  }

  @Query(() => ReconcileFindingPage, {
    description: 'The records that a comparison tells of: at most 1,000 of a kind, and all that are gone.',
  })
  async reconcileFindings(
    @Arg('id', () => ID) id: string,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('kind', () => FindingKindEnum, { nullable: true }) kind: FindingKind | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<ReconcileFindingPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const limit = firstOf(first);
    const last = placeAfter(after, 1, ([id]) => (typeof id === 'string' && /^\d{1,18}$/.test(id) ? id : null));
    if (!isId(id)) return pageOf([], limit, () => []);
    const filter = { id, entity, kind, limit: limit + 1, after: last };
    const rows = await context.database.inWorkspace(workspaceId, (tx) => listFindings(tx, filter), { readOnly: true });
    return pageOf(rows, limit, (row) => [row.id]);
  }

  @Mutation(() => ReconcilePayload, {
    description:
      'Compares all records of both sides now, instead of tonight: notices what was deleted, merged or changed unseen. Answers the comparison that runs, if one does.',
  })
  async reconcileNow(@Ctx() context: Context): Promise<ReconcilePayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.control.now(tx, actor)),
    );
    return { reconcile: value ? reconcileView(value) : null, problems };
  }
}
