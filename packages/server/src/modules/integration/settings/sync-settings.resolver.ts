import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections, ReferenceData } from '../../connection/connection.ports.ts';
import { refreshTrouble } from '../../connection/refresh-trouble.ts';
import type { EffectiveSettings, SyncSettingsService } from './sync-settings.service.ts';
import { SyncSettings, SyncSettingsInput, SyncSettingsPayload } from './sync-settings.type.ts';
import { settingsView } from './sync-settings.view.ts';

@Resolver()
export class SyncSettingsResolver {
  constructor(
    private readonly settings: SyncSettingsService,
    private readonly connections: Connections,
    private readonly references: ReferenceData,
  ) {}

  @Query(() => SyncSettings, { nullable: true })
  syncSettings(@Ctx() context: Context): Promise<SyncSettings | null> {
    const actor = requireRole(context, 'viewer');
    return context.database.inWorkspace(actor.workspaceId, async (tx) => {
      const connection = await this.connections.active(tx);
      return connection && settingsView(await this.settings.effective(tx, connection.id));
    });
  }

  @Mutation(() => SyncSettingsPayload)
  saveSyncSettings(
    @Ctx() context: Context,
    @Arg('input', () => SyncSettingsInput) input: SyncSettingsInput,
  ): Promise<SyncSettingsPayload> {
    const actor = requireRole(context, 'admin');
    return this.answer(context, actor, (tx, connectionId) =>
      this.settings.save(tx, connectionId, input, { userId: actor.userId, name: actor.name }),
    );
  }

  @Mutation(() => SyncSettingsPayload)
  async refreshReferenceData(@Ctx() context: Context): Promise<SyncSettingsPayload> {
    const actor = requireRole(context, 'admin');
    const { value: connectionId, problems } = await problemsOf(() => this.connectionId(context, actor));
    if (!connectionId) return { settings: null, problems };
    const trouble = await refreshTrouble(() => this.references.refresh(actor.workspaceId, connectionId));
    const answer = await this.answer(context, actor, (tx, id) => this.settings.effective(tx, id));
    return { ...answer, problems: [...trouble, ...answer.problems] };
  }

  private async answer(
    context: Context,
    actor: Actor,
    work: (tx: Tx, connectionId: Id) => Promise<EffectiveSettings>,
  ): Promise<SyncSettingsPayload> {
    const { value, problems } = await problemsOf(async () => {
      const connectionId = await this.connectionId(context, actor);
      return context.database.inWorkspace(actor.workspaceId, (tx) => work(tx, connectionId));
    });
    return { settings: value && settingsView(value), problems };
  }

  /** Settings are refused while there is no connection (requirement R7). */
  private async connectionId(context: Context, actor: Actor): Promise<Id> {
    const connection = await context.database.inWorkspace(actor.workspaceId, (tx) => this.connections.active(tx));
    return connection?.id ?? refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
  }
}
