import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { SecretBox } from '../../../platform/secrets.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { type OidcClient, type ProviderAccess, sentenceOf } from './oidc-client.ts';
import type { OutboundHttp } from './outbound-http.ts';
import {
  deleteIdentityProvider,
  identityProvider,
  type OfferedProvider,
  offeredProviders,
  type ProviderRow,
  putIdentityProvider,
} from './provider.queries.ts';
import { checkProvider, type ProviderEntry } from './provider-settings.rules.ts';

export interface ProviderSettingsDeps {
  database: Database;
  secrets: Pick<SecretBox, 'seal' | 'open'>;
  client: OidcClient;
  outbound: Pick<OutboundHttp, 'reasonAgainst'>;
}

/** More buttons help nobody; people of further workspaces are given the address of theirs. */
const MAX_OFFERED = 5;

/** The provider of a workspace as administrators enter it. */
export class ProviderSettings {
  constructor(private readonly deps: ProviderSettingsDeps) {}

  /** What the sign-in page offers: nothing when there are too many workspaces to choose from. */
  async offered(): Promise<OfferedProvider[]> {
    const found = await this.deps.database.acrossWorkspaces((tx) => offeredProviders(tx, MAX_OFFERED + 1));
    return found.length > MAX_OFFERED ? [] : found;
  }

  async current(tx: Tx): Promise<ProviderRow | null> {
    return (await identityProvider(tx)) ?? null;
  }

  /** Asks the provider who it is, and stores the entry when it answers. No transaction is open meanwhile. */
  async save(entered: ProviderEntry, actor: Actor): Promise<ProviderRow> {
    const { database, outbound, client, secrets } = this.deps;
    const { workspaceId } = actor;
    const stored = await database.inWorkspace(workspaceId, identityProvider);
    const { entry, problems } = checkProvider(entered, {
      storedIssuer: stored?.issuer ?? null,
      reasonAgainst: (url) => outbound.reasonAgainst(url),
    });
    if (problems.length > 0) throw new ProblemsError(problems);
    const clientSecret = entry.clientSecret ?? (stored ? this.accessOf(workspaceId, stored).clientSecret : '');
    await client
      .check({ ...entry, clientSecret })
      .catch((error: unknown) => refuse('provider_unreachable', sentenceOf(error), 'issuer'));
    return database.inWorkspace(workspaceId, async (tx) => {
      await putIdentityProvider(tx, {
        ...entry,
        scopes: [...entry.scopes],
        domains: [...entry.domains],
        roles: [...entry.roles],
        clientSecretSealed: secrets.seal(clientSecret, clientSecretPlace(workspaceId)),
      });
      await recordSecurityEvent(tx, {
        kind: 'identity_provider_saved',
        actorId: actor.userId,
        actor: actor.name,
        subject: entry.label,
        description: described(entry),
      });
      return (await this.current(tx)) ?? refuse('conflict', 'Somebody else removed the provider just now.');
    });
  }

  async remove(tx: Tx, actor: Actor): Promise<void> {
    const gone = await deleteIdentityProvider(tx);
    if (!gone) return;
    await recordSecurityEvent(tx, {
      kind: 'identity_provider_removed',
      actorId: actor.userId,
      actor: actor.name,
      subject: gone.label,
      description: `Sign-in with ${gone.label} was taken away. Who is signed in stays so.`,
    });
  }

  /** With the secret opened; throws when SECRET_KEYS is another one than it was sealed with. */
  accessOf(workspaceId: Id, stored: ProviderRow): ProviderAccess {
    const clientSecret = this.deps.secrets.open(stored.clientSecretSealed, clientSecretPlace(workspaceId));
    return { issuer: stored.issuer, clientId: stored.clientId, scopes: stored.scopes, clientSecret };
  }
}

/** What the client secret is bound to. */
export const clientSecretPlace = (workspaceId: Id): string => `${workspaceId}:identity_provider.client_secret`;

function described({ label, issuer, domains, createsPeople, roleClaim, trustsSecondFactor }: ProviderEntry): string {
  const who = createsPeople ? 'people come in without an invitation' : 'only who was invited comes in';
  const from = domains.length > 0 ? `mail domains: ${domains.join(', ')}` : 'any mail domain';
  const roles = roleClaim ? `roles by the claim ${roleClaim}` : 'roles by administrators';
  const factor = trustsSecondFactor ? 'its second factor counts here' : 'second factors are asked for here';
  return `Sign-in with ${label} (${issuer}) was saved: ${who}; ${from}; ${roles}; ${factor}.`;
}
