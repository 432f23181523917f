import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { workspaceProfile } from './workspace-profile.queries.ts';
import { paperOf } from './workspace-profile.rules.ts';
import type { WorkspaceProfiles } from './workspace-profile.service.ts';
import { WorkspaceProfile, WorkspaceProfileInput, WorkspaceProfilePayload } from './workspace-profile.type.ts';

@Resolver()
export class WorkspaceProfileResolver {
  constructor(private readonly profiles: WorkspaceProfiles) {}

  @Query(() => WorkspaceProfile)
  workspaceProfile(@Ctx() context: Context): Promise<WorkspaceProfile> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, shown, { readOnly: true });
  }

  @Mutation(() => WorkspaceProfilePayload, { description: 'Quotes are printed with it from then on.' })
  async saveWorkspaceProfile(
    @Arg('input', () => WorkspaceProfileInput) input: WorkspaceProfileInput,
    @Ctx() context: Context,
  ): Promise<WorkspaceProfilePayload> {
    const actor = requireRole(context, 'admin');
    const { name, currency, address, phone, website, taxNumber, quoteTerms, quoteValidDays, paper } = input;
    // Null of a text is the same as leaving it out; of days and paper it is a choice.
    const texts = { name, currency, address, phone, website, taxNumber, quoteTerms };
    const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text != null));
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, async (tx) => {
        const change = {
          ...given,
          ...(quoteValidDays !== undefined && { quoteValidDays }),
          ...(paper !== undefined && { paper }),
        };
        await this.profiles.save(tx, change, actor, context.remoteAddress);
        return shown(tx);
      }),
    );
    return { profile: value, problems };
  }

  @Mutation(() => WorkspaceProfilePayload)
  async removeWorkspaceLogo(@Ctx() context: Context): Promise<WorkspaceProfilePayload> {
    const actor = requireRole(context, 'admin');
    await this.profiles.removeLogo(actor, context.remoteAddress);
    return { profile: await context.database.inWorkspace(actor.workspaceId, shown), problems: [] };
  }
}

async function shown(tx: Tx): Promise<WorkspaceProfile> {
  const { logoKey, logoType, ...profile } = await workspaceProfile(tx);
  // The name of the file makes browsers fetch a new one when it changed.
  const logoPath = logoKey && logoType ? `/api/workspace/logo?of=${logoKey.slice(logoKey.lastIndexOf('/') + 1)}` : null;
  return { ...profile, printsOn: paperOf(profile), logoPath };
}
