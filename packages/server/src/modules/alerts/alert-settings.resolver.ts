import type { Role } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import type { Id } from '../../platform/ids.ts';
import { recordSecurityEvent, type SecurityEventKind } from '../audit/security/security-event.queries.ts';
import type { AlertSettingsService } from './alert-settings.service.ts';
import {
  AlertPreferenceInput,
  AlertPreferencePayload,
  AlertPreferenceView,
  AlertRulesInput,
  AlertRulesPayload,
  AlertSettings,
  TestPayload,
} from './alerts.type.ts';

@Resolver()
export class AlertSettingsResolver {
  constructor(private readonly settings: AlertSettingsService) {}

  @Query(() => AlertPreferenceView, {
    nullable: true,
    description: 'What the person who asks hears by mail; null for a token.',
  })
  async myAlertPreference(@Ctx() context: Context): Promise<AlertPreferenceView | null> {
    const { workspaceId, userId } = requireRole(context, 'viewer');
    if (userId === null) return null;
    return context.database.inWorkspace(workspaceId, (tx) => this.settings.preference(tx, userId));
  }

  @Mutation(() => AlertPreferencePayload)
  async saveMyAlertPreference(
    @Arg('input', () => AlertPreferenceInput) input: AlertPreferenceInput,
    @Ctx() context: Context,
  ): Promise<AlertPreferencePayload> {
    const userId = personOf(context);
    const { value, problems } = await change(context, 'viewer', (tx) =>
      this.settings.savePreference(tx, userId, input),
    );
    return { preference: value, problems };
  }

  @Mutation(() => TestPayload, { description: 'Sends a mail to the person who asks.' })
  async sendTestAlert(@Ctx() context: Context): Promise<TestPayload> {
    const userId = personOf(context);
    const { value, problems } = await change(context, 'viewer', (tx) => this.settings.sendTestMail(tx, userId));
    return { done: value, problems };
  }

  @Query(() => AlertSettings)
  async alertSettings(@Ctx() context: Context): Promise<AlertSettings> {
    const { workspaceId } = requireRole(context, 'admin');
    return { rules: await context.database.inWorkspace(workspaceId, (tx) => this.settings.rules(tx)) };
  }

  @Mutation(() => AlertRulesPayload)
  async saveAlertRules(
    @Arg('input', () => AlertRulesInput) input: AlertRulesInput,
    @Ctx() context: Context,
  ): Promise<AlertRulesPayload> {
    const { value, problems } = await change(context, 'admin', async (tx) => {
      const rules = await this.settings.saveRules(tx, input);
      await note(tx, context, 'alert_rules_saved', 'Changed when something is worth an alert.');
      return rules;
    });
    return { rules: value, problems };
  }
}

function note(tx: Tx, context: Context, kind: SecurityEventKind, description: string): Promise<void> {
  const actor = requireRole(context, 'admin');
  const { userId: actorId, name } = actor;
  return recordSecurityEvent(tx, { kind, actorId, actor: name, address: context.remoteAddress, description });
}

function change<T>(context: Context, role: Role, work: (tx: Tx) => Promise<T>) {
  const { workspaceId } = requireRole(context, role);
  return problemsOf(() => context.database.inWorkspace(workspaceId, work));
}

function personOf(context: Context): Id {
  const { userId } = requireRole(context, 'viewer');
  if (userId === null) throw new AppError('forbidden', 'Only a person gets mails; a token has no address.');
  return userId;
}
