import type { Role } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import { domainOf, type ProviderClaims, type RoleRule, roleBy } from './claims.rules.ts';

export interface AdmissionPolicy {
  /** Mail domains that may sign in; all when empty. */
  domains: readonly string[];
  /** Without one roles are those that administrators give. */
  roleClaim: string | null;
  roles: readonly RoleRule[];
  /** For those whom no rule fits; null keeps them out. */
  defaultRole: Role | null;
  /** Whether whoever the provider lets in becomes a person here; else only who was invited. */
  createsPeople: boolean;
}

interface KnownPerson {
  id: Id;
  role: Role;
  isActive: boolean;
  /** Another account of this provider is linked already. */
  isLinkedElsewhere: boolean;
}

export interface Known {
  /** Whom this very account of the provider is linked to. */
  byAccount: KnownPerson | null;
  byEmail: KnownPerson | null;
  invitation: { id: Id; role: Role } | null;
}

/** Stable codes; the sign-in page has a sentence for each. */
export const refusals = [
  'email_missing',
  'email_unverified',
  'domain_not_allowed',
  'linked_elsewhere',
  'deactivated',
  'no_role',
  'not_invited',
] as const;
export type Refusal = (typeof refusals)[number];

export type Admission =
  | { kind: 'refused'; why: Refusal }
  /** Somebody who is known here; `role` is what the provider says, `null` keeps the one they have. */
  | { kind: 'known'; userId: Id; role: Role | null; isNewLink: boolean }
  | { kind: 'new'; role: Role; invitationId: Id | null };

/** Whether somebody whom the provider vouches for may come in, as whom and with which role. */
export function admit(claims: ProviderClaims, policy: AdmissionPolicy, known: Known): Admission {
  const { email, isEmailVerified, roleValues } = claims;
  if (email === null) return refused('email_missing');
  // Whoever can enter any address at a provider would come in as its owner.
  if (!isEmailVerified) return refused('email_unverified');
  if (policy.domains.length > 0 && !policy.domains.includes(domainOf(email))) return refused('domain_not_allowed');
  const person = known.byAccount ?? known.byEmail;
  if (person && !person.isActive) return refused('deactivated');
  // An address that was given to somebody else, at the provider, does not bring the rights of who had it before.
  if (person && !known.byAccount && person.isLinkedElsewhere) return refused('linked_elsewhere');
  if (!person && !known.invitation && !policy.createsPeople) return refused('not_invited');
  const told = policy.roleClaim === null ? null : (roleBy(policy.roles, roleValues) ?? policy.defaultRole);
  if (policy.roleClaim !== null && told === null) return refused('no_role');
  if (person) return { kind: 'known', userId: person.id, role: told, isNewLink: !known.byAccount };
  const role = told ?? known.invitation?.role ?? policy.defaultRole;
  return role ? { kind: 'new', role, invitationId: known.invitation?.id ?? null } : refused('no_role');
}

const refused = (why: Refusal): Admission => ({ kind: 'refused', why });
