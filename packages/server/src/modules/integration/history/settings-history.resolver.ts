import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { JsonScalar } from '../../../platform/graphql/scalars.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import type { Saver } from '../configuration/settings.service.ts';
import { SyncSettingsPayload } from '../settings/sync-settings.type.ts';
import { settingsView } from '../settings/sync-settings.view.ts';
import type { SettingsHistoryService } from './settings-history.service.ts';
import { ImportChoiceInput, ImportSettingsPayload, SettingsRevisionPage } from './settings-history.type.ts';
import type { ImportChoice } from './settings-import.rules.ts';
import type { HistoryPlace } from './settings-revisions.queries.ts';

@Resolver()
export class SettingsHistoryResolver {
  constructor(private readonly history: SettingsHistoryService) {}

  @Query(() => SettingsRevisionPage, {
    description:
      'Every state that the settings were in, newest first, and the imports of tax codes beside them (kind TAX_IMPORT, which cannot be restored).',
  })
  async settingsRevisions(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<SettingsRevisionPage> {
    const actor = requireRole(context, 'viewer');
    const size = firstOf(first, 20);
    const page = { limit: size + 1, after: placeOf(after) };
    const rows = await context.database.inWorkspace(actor.workspaceId, (tx) => this.history.entries(tx, page));
    return pageOf(rows, size, (row) => [row.revision, row.id]);
  }

  @Query(() => JsonScalar, {
    nullable: true,
    description: 'The settings as a document with the labels of all IDs, without keys; null without a connection.',
  })
  async exportSettings(@Ctx() context: Context): Promise<unknown> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, async (tx) => {
      const document = await this.history.export(tx);
      if (document)
        await recordSecurityEvent(tx, {
          kind: 'settings_exported',
          actorId: actor.userId,
          actor: actor.name,
          address: context.remoteAddress,
          description: `${actor.name} exported the settings, without keys.`,
        });
      return document;
    });
  }

  @Mutation(() => SyncSettingsPayload, { description: 'Makes an earlier revision the settings again, as a new one.' })
  async restoreSettings(
    @Arg('revision', () => Int) revision: number,
    @Ctx() context: Context,
  ): Promise<SyncSettingsPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.history.restore(tx, revision, saverOf(actor))),
    );
    return { settings: value ? settingsView(value) : null, problems };
  }

  @Mutation(() => ImportSettingsPayload, {
    description:
      'Tells what an export would change here; saves it when `apply` is true and nothing is in the way. Unresolved IDs are in the way, unless `choices` say what stands for them here or `leaveOut` to go without them.',
  })
  async importSettings(
    @Arg('document', () => JsonScalar) document: unknown,
    @Arg('apply', () => Boolean) apply: boolean,
    @Arg('leaveOut', () => Boolean, { defaultValue: false }) leaveOut: boolean,
    @Arg('choices', () => [ImportChoiceInput], { nullable: true }) choices: ImportChoiceInput[] | null,
    @Ctx() context: Context,
  ): Promise<ImportSettingsPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) =>
        this.history.import(tx, document, { apply, leaveOut, choices: plainChoices(choices) }, saverOf(actor)),
      ),
    );
    if (!value)
      return { changes: [], matched: [], unresolved: [], options: [], isApplied: false, settings: null, problems };
    const { saved, ...told } = value;
    return { ...told, isApplied: saved !== null, settings: saved && settingsView(saved) };
  }
}

const plainChoices = (choices: ImportChoiceInput[] | null): ImportChoice[] =>
  (choices ?? []).map(({ kind, id, newId }) => ({ kind, id, newId: newId ?? null }));

const placeOf = (cursor: string | null): HistoryPlace | null =>
  placeAfter(cursor, 2, ([revision, id]) =>
    typeof revision === 'number' && Number.isInteger(revision) && isIdValue(id) ? { revision, id } : null,
  );

const saverOf = ({ userId, name }: Actor): Saver => ({ userId, name });
