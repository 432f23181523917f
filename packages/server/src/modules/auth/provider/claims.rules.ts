import type { Role } from '@causeway/shared/vocabulary';

/** What a provider says of somebody, as far as it counts here. */
export interface ProviderClaims {
  subject: string;
  /** As the provider writes it; null when it tells none. */
  email: string | null;
  /** Only a provider that says so has verified the address. */
  isEmailVerified: boolean;
  name: string | null;
  /** The values of the claim that roles go by. */
  roleValues: string[];
}

export interface RoleRule {
  value: string;
  role: Role;
}

/** Reads the claims of an ID token and of userinfo, put together. */
export function claimsOf(raw: Readonly<Record<string, unknown>>, roleClaim: string | null): ProviderClaims {
  const email = textOf(raw.email)?.trim() || null;
  return {
    subject: textOf(raw.sub) ?? '',
    email: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null,
    // Some providers write it as a text.
    isEmailVerified: raw.email_verified === true || raw.email_verified === 'true',
    name: textOf(raw.name)?.trim().slice(0, 100) || null,
    roleValues: roleClaim === null ? [] : valuesAt(raw, roleClaim),
  };
}

/** The claim of this very name ("https://example.com/roles"), else the one along its dots ("realm_access.roles"). */
function valuesAt(raw: Readonly<Record<string, unknown>>, claim: string): string[] {
  let found: unknown = raw[claim];
  if (found === undefined) {
    found = raw;
    for (const part of claim.split('.')) found = isRecord(found) ? found[part] : undefined;
  }
  const values = Array.isArray(found) ? found : [found];
  return values.filter((value): value is string => typeof value === 'string');
}

/** The role of the first rule whose value was told; null when none fits. */
export const roleBy = (rules: readonly RoleRule[], values: readonly string[]): Role | null =>
  rules.find(({ value }) => values.includes(value))?.role ?? null;

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
