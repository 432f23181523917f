import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { Id } from '../../platform/ids.ts';
import { removedPeople } from './erased-rows.queries.ts';
import { type ErasureRow, type ErasureSubject, erasures } from './erasure.queries.ts';
import type { ErasureService } from './erasure.service.ts';
import {
  ErasePersonInput,
  ErasePersonPayload,
  Erasure,
  ErasurePreviewPayload,
  ErasureSubjectEnum,
  RemovedPerson,
} from './erasure.type.ts';

const MAX_LISTED = 200;

@Resolver()
export class ErasureResolver {
  constructor(private readonly service: ErasureService) {}

  @Query(() => ErasurePreviewPayload, {
    description: 'What erasing this contact, or this removed person, would come to.',
  })
  async erasurePreview(
    @Arg('subject', () => ErasureSubjectEnum) subject: ErasureSubject,
    @Arg('id', () => ID) id: Id,
    @Ctx() context: Context,
  ): Promise<ErasurePreviewPayload> {
    const { workspaceId } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.service.plan(tx, { subject, id }), { readOnly: true }),
    );
    return { preview: value, problems };
  }

  @Mutation(() => ErasePersonPayload, {
    description:
      'Erases what is stored of a person, for good. ConnectWise is not changed; a poll does not bring them back.',
  })
  async erasePerson(
    @Arg('input', () => ErasePersonInput) input: ErasePersonInput,
    @Ctx() context: Context,
  ): Promise<ErasePersonPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) =>
        this.service.begin(tx, actor, input, context.remoteAddress),
      ),
    );
    return { problems, ...(value && { erasure: shown(value) }) };
  }

  @Query(() => [Erasure], { description: 'The latest first.' })
  async erasures(@Ctx() context: Context): Promise<Erasure[]> {
    const { workspaceId } = requireRole(context, 'admin');
    const rows = await context.database.inWorkspace(workspaceId, (tx) => erasures(tx, MAX_LISTED), { readOnly: true });
    return rows.map(shown);
  }

  @Query(() => [RemovedPerson], { description: 'People who were removed and are not erased, the latest first.' })
  removedPeople(@Ctx() context: Context): Promise<RemovedPerson[]> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, removedPeople, { readOnly: true });
  }
}

const shown = ({ id, subject, state, counts, requestedBy, startedAt, finishedAt }: ErasureRow): Erasure => ({
  id,
  subject,
  state,
  rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
  requestedBy,
  startedAt,
  finishedAt,
});
