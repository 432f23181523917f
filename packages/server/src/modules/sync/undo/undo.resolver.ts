import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { undoSentences } from '../messages/undo-description.messages.ts';
import { syncOf } from '../registry.ts';
import type { UndoReport, UndoService } from './undo.service.ts';
import { SyncUndo, SyncUndoPayload } from './undo.type.ts';

@Resolver()
export class UndoResolver {
  constructor(private readonly undo: UndoService) {}

  @Query(() => SyncUndoPayload, {
    description: 'What undoing this first sync would remove, and what would stay and why.',
  })
  async syncUndo(@Arg('runId', () => ID) runId: string, @Ctx() context: Context): Promise<SyncUndoPayload> {
    const { workspaceId } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.undo.report(tx, runId), { readOnly: true }),
    );
    return { undo: value ? view(value) : null, problems };
  }

  @Mutation(() => SyncUndoPayload, {
    description:
      'Stops the sync and removes from the CRM what this first sync created there and nobody has used since, with the links. ConnectWise is not touched.',
  })
  async undoFirstSync(@Arg('runId', () => ID) runId: string, @Ctx() context: Context): Promise<SyncUndoPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.undo.begin(tx, actor, runId)),
    );
    return { undo: value ? view(value) : null, problems };
  }
}

function view({ undo, counts }: UndoReport): SyncUndo {
  const state = undo?.state ?? 'possible';
  const named = counts.map(({ entity, reason, count }) => ({ what: syncOf(entity).words.local, reason, count }));
  return { state, entries: counts, sentences: undoSentences(state, named), finishedAt: undo?.finishedAt ?? null };
}
