import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AppError } from '../../../platform/errors.ts';
import { refuseNoId } from '../../../platform/graphql/arguments.ts';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../platform/graphql/enums.ts';
import { firstOf, idAfter, pageOf } from '../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import type { LinkActionKind, LinkActionRequest } from './link-action.ts';
import {
  LinkActionInput,
  LinkActionKindEnum,
  LinkActionPage,
  LinkActionPayload,
  LinkActionPreview,
  LinkComparison,
} from './link-action.type.ts';
import { listActions } from './link-actions.queries.ts';
import type { CarriedOut, LinkActions } from './link-actions.service.ts';
import type { LinkDesk } from './link-desk.ts';
import { pulled } from './pulled-entity.ts';

const MAX_AT_ONCE = 100;

@Resolver()
export class LinkActionsResolver {
  constructor(
    private readonly actions: LinkActions,
    private readonly desk: LinkDesk,
  ) {}

  @Query(() => LinkActionPreview, { description: 'What an action on a link would do. Writes nothing.' })
  async linkActionPreview(
    @Arg('input', () => LinkActionInput) input: LinkActionInput,
    @Ctx() context: Context,
  ): Promise<LinkActionPreview> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.desk.preview(actor, requestOf(input)));
    return value ? { ...value, problems } : { ...nothing, problems };
  }

  @Query(() => LinkComparison, { description: 'Both records of a link, field by field, asked in ConnectWise now.' })
  async linkComparison(@Arg('linkId', () => ID) linkId: Id, @Ctx() context: Context): Promise<LinkComparison> {
    const actor = requireRole(context, 'viewer');
    const { value, problems } = await problemsOf(() => this.desk.compare(actor, linkId));
    return value ?? { fields: [], isGoneThere: false, remoteName: null, problems };
  }

  @Query(() => LinkActionPage, { description: 'What people did about links, the newest first.' })
  async linkActions(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('localId', () => ID, { nullable: true }) localId: Id | null,
    @Ctx() context: Context,
  ): Promise<LinkActionPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const filter = { entity: entity === null ? null : pulled(entity), localId };
    const position = idAfter(after);
    const rows = await context.database.inWorkspace(
      workspaceId,
      (tx) => listActions(tx, filter, { limit: size + 1, after: position }),
      { readOnly: true },
    );
    return pageOf(rows, size, (row) => [row.id]);
  }

  @Mutation(() => LinkActionPayload, {
    description:
      'Unlinks, relinks, pauses, resumes, recreates a record, or says that it is never synced. `linkActionPreview` says beforehand what happens.',
  })
  changeLink(
    @Arg('input', () => LinkActionInput) input: LinkActionInput,
    @Ctx() context: Context,
  ): Promise<LinkActionPayload> {
    return this.change(context, (actor) => this.actions.carryOut(actor, requestOf(input)));
  }

  @Mutation(() => [LinkActionPayload], { description: 'The same action for up to 100 links; each answers for itself.' })
  async changeLinks(
    @Arg('action', () => LinkActionKindEnum) action: LinkActionKind,
    @Arg('linkIds', () => [ID]) linkIds: Id[],
    @Arg('reason', () => String, { nullable: true }) reason: string | null,
    @Ctx() context: Context,
  ): Promise<LinkActionPayload[]> {
    refuseTooMany(linkIds);
    const payloads: LinkActionPayload[] = [];
    for (const id of new Set(linkIds))
      payloads.push(await this.change(context, (actor) => this.desk.changeById(actor, action, id, reason)));
    return payloads;
  }

  @Mutation(() => [LinkActionPayload], {
    description:
      'Links clients and contacts whose companies and contacts were merged in ConnectWise to those that they were merged into, as `mergeSurvivors` proposes; one whose survivor is linked to another client or contact is merged into that. Of these links, or of all broken ones, at most 100.',
  })
  relinkToSurvivors(
    @Ctx() context: Context,
    @Arg('linkIds', () => [ID], { nullable: true }) linkIds: Id[] | null,
  ): Promise<LinkActionPayload[]> {
    const actor = requireRole(context, 'support');
    if (linkIds) {
      refuseTooMany(linkIds);
      refuseNoId(linkIds, 'linkIds');
    }
    return this.desk.relinkToSurvivors(actor, linkIds, MAX_AT_ONCE);
  }

  @Mutation(() => LinkActionPayload, {
    description: 'Takes an action on a link back, as long as nothing else happened to its records since.',
  })
  undoLinkAction(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<LinkActionPayload> {
    return this.change(context, (actor) => this.actions.undo(actor, id));
  }

  private async change(context: Context, work: (actor: Actor) => Promise<CarriedOut>): Promise<LinkActionPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => work(actor));
    return { action: value?.action ?? null, note: value?.note ?? null, problems };
  }
}

const nothing = { effects: [], warnings: [], fields: [], taken: null, remoteName: null };

function refuseTooMany(linkIds: readonly Id[]): void {
  if (linkIds.length > MAX_AT_ONCE)
    throw new AppError('invalid_input', `Change at most ${MAX_AT_ONCE} links at once.`, { field: 'linkIds' });
}

const requestOf = (input: LinkActionInput): LinkActionRequest => ({
  kind: input.action,
  entity: pulled(input.entity),
  localId: input.localId ?? null,
  remoteId: input.remoteId ?? null,
  reason: input.reason ?? null,
  winner: input.winner ?? null,
  fields: input.fields ?? [],
  ifTaken: input.ifTaken ?? null,
});
