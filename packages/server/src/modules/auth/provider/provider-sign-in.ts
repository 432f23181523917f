import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { SecretBox } from '../../../platform/secrets.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import type { AuthService, Caller, SignedIn } from '../auth.service.ts';
import { openInvitationOf, takeInvitation } from '../people/invitation.queries.ts';
import { type PersonRow, personByEmail, personById } from '../people/people.queries.ts';
import type { PeopleService } from '../people/people.service.ts';
import { insertUser } from '../session.queries.ts';
import { useOnce } from '../sign-in-attempts.queries.ts';
import { type Admission, admit, type Known, type Refusal } from './admission.rules.ts';
import { claimsOf, type ProviderClaims } from './claims.rules.ts';
import { isUnreachable, type OidcClient } from './oidc-client.ts';
import {
  type Account,
  hasAccountAt,
  identityProvider,
  linkAccount,
  type ProviderRow,
  personOfAccount,
} from './provider.queries.ts';
import type { ProviderSettings } from './provider-settings.service.ts';
import { descriptionOf } from './refusal.messages.ts';

/** Stable codes of what the sign-in page says after a sign-in by provider that did not work. */
export type ProviderProblem = Refusal | 'no_provider' | 'unreachable' | 'cancelled' | 'expired' | 'invalid_answer';

/** A sign-in by provider that did not work. */
export class ProviderSignInError extends Error {
  constructor(
    readonly problem: ProviderProblem,
    options?: { cause?: unknown },
  ) {
    super(`A sign-in by provider did not work: ${problem}.`, options);
  }
}

export interface ProviderSignInDeps {
  database: Database;
  clock: Clock;
  secrets: Pick<SecretBox, 'seal' | 'open'>;
  client: OidcClient;
  settings: ProviderSettings;
  auth: AuthService;
  people: PeopleService;
  logger?: Pick<Logger, 'warn'> | undefined;
}

/** What the browser keeps, sealed, while it is at the provider. */
const keptSchema = z.object({
  workspaceId: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirect: z.string().nullable(),
  until: z.number(),
});

const PLACE = 'sign_in_by_provider';
export const HANDSHAKE_MS = 10 * 60_000;

/** Signs people in by their workspace's provider. */
export class ProviderSignIn {
  constructor(private readonly deps: ProviderSignInDeps) {}

  /** Where the browser goes, and what it keeps until it comes back. */
  async begin(workspaceId: Id, redirect: string | null): Promise<{ url: string; kept: string }> {
    const { settings, client, secrets, clock } = this.deps;
    const provider = await this.providerOf(workspaceId);
    const { url, handshake } = await client
      .begin(settings.accessOf(workspaceId, provider))
      .catch((cause: unknown) => this.failed(workspaceId, provider, 'unreachable', cause));
    const until = clock.now().getTime() + HANDSHAKE_MS;
    return { url, kept: secrets.seal(JSON.stringify({ workspaceId, ...handshake, redirect, until }), PLACE) };
  }

  /** Takes the provider's answer; throws ProviderSignInError when nobody comes in by it. */
  async finish(
    answer: URLSearchParams,
    kept: string | null,
    caller: Caller,
  ): Promise<{ signedIn: SignedIn; redirect: string | null }> {
    const { workspaceId, redirect, ...handshake } = this.opened(kept);
    const isFirst = await this.useUp(handshake);
    if (!isFirst || answer.get('state') !== handshake.state) throw new ProviderSignInError('expired');
    const provider = await this.providerOf(workspaceId);
    if (answer.has('error')) return this.failed(workspaceId, provider, 'cancelled', answer.get('error'));
    const raw = await this.deps.client
      .finish(this.deps.settings.accessOf(workspaceId, provider), answer, handshake)
      .catch((cause: unknown) =>
        this.failed(workspaceId, provider, isUnreachable(cause) ? 'unreachable' : 'invalid_answer', cause),
      );
    const claims = claimsOf(raw, provider.roleClaim);
    const userId = await this.admitted(workspaceId, provider, claims, caller);
    const by = { provider: provider.label, hasSecondFactorElsewhere: provider.trustsSecondFactor };
    return { signedIn: await this.deps.auth.enter(workspaceId, userId, caller, by), redirect };
  }

  /** Each way to the provider leads back once, whatever comes of it; false for one that was gone before. */
  private useUp({ state, until }: { state: string; until: number }): Promise<boolean> {
    const key = `handshake:${createHash('sha256').update(state).digest('hex')}`;
    return this.deps.database.acrossWorkspaces((tx) => useOnce(tx, key, until));
  }

  private opened(kept: string | null): z.infer<typeof keptSchema> {
    try {
      const opened = keptSchema.parse(JSON.parse(this.deps.secrets.open(kept ?? '', PLACE)));
      if (opened.until > this.deps.clock.now().getTime()) return opened;
    } catch {
      // Of another browser, too old, or made up.
    }
    throw new ProviderSignInError('expired');
  }

  private async providerOf(workspaceId: Id): Promise<ProviderRow> {
    const provider = isId(workspaceId)
      ? await this.deps.database.inWorkspace(workspaceId, identityProvider, { readOnly: true })
      : undefined;
    if (!provider) throw new ProviderSignInError('no_provider');
    return provider;
  }

  private async failed(
    workspaceId: Id,
    { label }: ProviderRow,
    problem: ProviderProblem,
    cause: unknown,
  ): Promise<never> {
    this.deps.logger?.warn(
      { event: 'security.provider_sign_in_refused', problem, workspaceId, provider: label, err: cause },
      'a sign-in by provider did not work',
    );
    throw new ProviderSignInError(problem, { cause });
  }

  /** The person who comes in: made, linked and given the role that the provider says, in one transaction. */
  private async admitted(workspaceId: Id, provider: ProviderRow, claims: ProviderClaims, caller: Caller): Promise<Id> {
    const account = { issuer: provider.issuer, subject: claims.subject };
    const outcome = await this.deps.database.inWorkspace(workspaceId, async (tx) => {
      const admission = admit(claims, provider, await known(tx, account, claims.email));
      return admission.kind === 'refused'
        ? admission
        : this.enter(tx, { admission, provider, claims, account, caller });
    });
    if (typeof outcome === 'string') return outcome;
    await this.noteRefused(workspaceId, provider, claims, outcome.why, caller);
    throw new ProviderSignInError(outcome.why);
  }

  private async enter(tx: Tx, { admission, provider, claims, account, caller }: Entering): Promise<Id> {
    if (admission.kind === 'known') {
      if (admission.isNewLink) await this.link(tx, admission.userId, { provider, claims, account, caller });
      if (admission.role) await this.follow(tx, admission.userId, admission.role, provider);
      return admission.userId;
    }
    const email = claims.email ?? '';
    const name = claims.name ?? email;
    // Without a password: such a person comes in by the provider, until they are given one.
    const userId = await insertUser(tx, { email, name, role: admission.role, passwordHash: '' });
    if (!userId) throw new ProviderSignInError('expired');
    if (admission.invitationId) await takeInvitation(tx, admission.invitationId);
    const how = admission.invitationId ? 'accepted the invitation by' : 'came in by';
    await recordSecurityEvent(tx, {
      kind: admission.invitationId ? 'invitation_accepted' : 'person_added',
      actorId: userId,
      actor: name,
      subject: email,
      address: caller.address,
      description: `${email} ${how} ${provider.label} and is ${admission.role} now.`,
    });
    await linkAccount(tx, userId, account);
    return userId;
  }

  private async link(
    tx: Tx,
    userId: Id,
    { provider, claims, account, caller }: Omit<Entering, 'admission'>,
  ): Promise<void> {
    await linkAccount(tx, userId, account);
    const person = await personById(tx, userId);
    await recordSecurityEvent(tx, {
      kind: 'identity_linked',
      actorId: userId,
      actor: person?.name ?? provider.label,
      subject: claims.email ?? account.subject,
      address: caller.address,
      description: `${person?.name ?? claims.email} was linked to their account at ${provider.label}, by the verified e-mail ${claims.email}.`,
    });
  }

  /** The provider's word on the role counts at each sign-in, except that the last administrator stays one. */
  private async follow(tx: Tx, userId: Id, role: PersonRow['role'], provider: ProviderRow): Promise<void> {
    const actor = { userId: null, name: provider.label };
    try {
      await this.deps.people.changeRole(tx, userId, role, actor);
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      await recordSecurityEvent(tx, {
        kind: 'role_kept',
        actorId: null,
        actor: provider.label,
        subject: (await personById(tx, userId))?.email ?? '',
        description: `${provider.label} says ${role}, but the only administrator stays one.`,
      });
    }
  }

  private async noteRefused(
    workspaceId: Id,
    provider: ProviderRow,
    claims: ProviderClaims,
    why: Refusal,
    { address }: Caller,
  ): Promise<void> {
    this.deps.logger?.warn(
      { event: 'security.provider_sign_in_refused', problem: why, address },
      'a sign-in was refused',
    );
    await this.deps.database.inWorkspace(workspaceId, (tx) =>
      recordSecurityEvent(tx, {
        kind: 'provider_sign_in_refused',
        actorId: null,
        actor: provider.label,
        subject: (claims.email ?? claims.subject).slice(0, 320),
        address,
        description: descriptionOf(why, {
          who: (claims.email ?? 'Somebody without an e-mail').slice(0, 320),
          provider: provider.label,
        }),
      }),
    );
  }
}

interface Entering {
  admission: Exclude<Admission, { kind: 'refused' }>;
  provider: ProviderRow;
  claims: ProviderClaims;
  account: Account;
  caller: Caller;
}

async function known(tx: Tx, account: Account, email: string | null): Promise<Known> {
  const linkedId = await personOfAccount(tx, account);
  const linked = linkedId ? await personById(tx, linkedId) : undefined;
  const mailed = email ? await personByEmail(tx, email) : undefined;
  const invitation = email ? await openInvitationOf(tx, email) : undefined;
  return {
    byAccount: linked ? { ...linked, isLinkedElsewhere: false } : null,
    byEmail: mailed ? { ...mailed, isLinkedElsewhere: await hasAccountAt(tx, mailed.id, account.issuer) } : null,
    invitation: invitation ?? null,
  };
}
