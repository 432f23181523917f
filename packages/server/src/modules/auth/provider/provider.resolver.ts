import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ProviderRow } from './provider.queries.ts';
import {
  IdentityProviderInput,
  IdentityProviderPayload,
  IdentityProviderSettings,
  OfferedSignIn,
} from './provider.type.ts';
import { CALLBACK_PATH, startPath } from './provider-paths.ts';
import type { ProviderEntry } from './provider-settings.rules.ts';
import type { ProviderSettings } from './provider-settings.service.ts';

@Resolver()
export class ProviderResolver {
  constructor(
    private readonly settings: ProviderSettings,
    private readonly publicUrl: string,
  ) {}

  @Query(() => [OfferedSignIn], {
    description:
      'What the sign-in page offers beside the password. Empty where more than five workspaces have a provider.',
  })
  async offeredSignIns(): Promise<OfferedSignIn[]> {
    const offered = await this.settings.offered();
    return offered.map((one) => ({ ...one, path: startPath(one.workspaceId) }));
  }

  @Query(() => IdentityProviderSettings)
  async identityProvider(@Ctx() context: Context): Promise<IdentityProviderSettings> {
    const { workspaceId } = requireRole(context, 'admin');
    const provider = await context.database.inWorkspace(workspaceId, (tx) => this.settings.current(tx));
    return this.shown(workspaceId, provider);
  }

  @Mutation(() => IdentityProviderPayload, {
    description: 'Asks the provider who it is, and stores it when it answers.',
  })
  async saveIdentityProvider(
    @Arg('input', () => IdentityProviderInput) input: IdentityProviderInput,
    @Ctx() context: Context,
  ): Promise<IdentityProviderPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() => this.settings.save(entryOf(input), actor));
    return { ...(value ? { settings: this.shown(actor.workspaceId, value) } : {}), problems };
  }

  @Mutation(() => IdentityProviderPayload, {
    description: 'People whom the provider made need a password afterwards, or a provider again.',
  })
  async removeIdentityProvider(@Ctx() context: Context): Promise<IdentityProviderPayload> {
    const actor = requireRole(context, 'admin');
    await context.database.inWorkspace(actor.workspaceId, (tx) => this.settings.remove(tx, actor));
    return { settings: this.shown(actor.workspaceId, null), problems: [] };
  }

  private shown(workspaceId: Id, provider: ProviderRow | null): IdentityProviderSettings {
    return {
      provider,
      redirectUri: `${this.publicUrl}${CALLBACK_PATH}`,
      startUrl: `${this.publicUrl}${startPath(workspaceId)}`,
    };
  }
}

const entryOf = (input: IdentityProviderInput): ProviderEntry => ({
  label: input.label,
  issuer: input.issuer,
  clientId: input.clientId,
  clientSecret: input.clientSecret ?? null,
  scopes: input.scopes ?? [],
  domains: input.domains ?? [],
  roleClaim: input.roleClaim ?? null,
  roles: input.roles ?? [],
  defaultRole: input.defaultRole ?? null,
  createsPeople: input.createsPeople ?? false,
  trustsSecondFactor: input.trustsSecondFactor ?? false,
});
