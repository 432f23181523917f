import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { tellAccessEnded } from '../../../platform/access-ended.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import { type Actor, type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { accessSettings, saveAccessSettings } from './access-settings.queries.ts';
import { checkAccessSettings } from './access-settings.rules.ts';
import { AccessSettings, AccessSettingsInput, AccessSettingsPayload } from './access-settings.type.ts';

@Resolver()
export class AccessSettingsResolver {
  @Query(() => AccessSettings)
  accessSettings(@Ctx() context: Context): Promise<AccessSettings> {
    const { workspaceId } = requireRole(context, 'admin');
    return context.database.inWorkspace(workspaceId, accessSettings, { readOnly: true });
  }

  @Mutation(() => AccessSettingsPayload, {
    description:
      'An address that is taken off the list is refused at once, its open sockets too. Tokens that exist keep their end.',
  })
  async saveAccessSettings(
    @Arg('input', () => AccessSettingsInput) input: AccessSettingsInput,
    @Ctx() context: Context,
  ): Promise<AccessSettingsPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => save(tx, input, actor)),
    );
    return { settings: value, problems };
  }
}

async function save(tx: Tx, input: AccessSettingsInput, actor: Actor): Promise<AccessSettings> {
  const before = await accessSettings(tx);
  const wanted = {
    tokenMaxDays: input.tokenMaxDays ?? before.tokenMaxDays,
    allowedOrigins: input.allowedOrigins ?? before.allowedOrigins,
  };
  const { settings, problems } = checkAccessSettings(wanted);
  if (problems.length > 0) throw new ProblemsError(problems);
  await saveAccessSettings(tx, settings);
  await tellAccessEnded(tx);
  await recordSecurityEvent(tx, {
    kind: 'access_settings_changed',
    actorId: actor.userId,
    actor: actor.name,
    description: `API access was changed: tokens live for at most ${settings.tokenMaxDays} days; pages that may ask: ${settings.allowedOrigins.join(', ') || 'none'}.`,
  });
  return settings;
}
