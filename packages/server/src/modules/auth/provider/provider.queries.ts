import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { RoleRule } from './claims.rules.ts';

export interface ProviderRow {
  label: string;
  issuer: string;
  clientId: string;
  clientSecretSealed: string;
  scopes: string[];
  domains: string[];
  roleClaim: string | null;
  roles: RoleRule[];
  defaultRole: Role | null;
  createsPeople: boolean;
  trustsSecondFactor: boolean;
  updatedAt: Date;
}

export const identityProvider = ({ db }: Tx): Promise<ProviderRow | undefined> =>
  db
    .selectFrom('identity_provider')
    .select([
      'label',
      'issuer',
      'client_id as clientId',
      'client_secret_sealed as clientSecretSealed',
      'scopes',
      'domains',
      'role_claim as roleClaim',
      sql<RoleRule[]>`roles`.as('roles'),
      'default_role as defaultRole',
      'creates_people as createsPeople',
      'trusts_second_factor as trustsSecondFactor',
      'updated_at as updatedAt',
    ])
    .executeTakeFirst();

export async function putIdentityProvider({ db }: Tx, provider: Omit<ProviderRow, 'updatedAt'>): Promise<void> {
  const row = {
    label: provider.label,
    issuer: provider.issuer,
    client_id: provider.clientId,
    client_secret_sealed: provider.clientSecretSealed,
    scopes: provider.scopes,
    domains: provider.domains,
    role_claim: provider.roleClaim,
    roles: JSON.stringify(provider.roles),
    default_role: provider.defaultRole,
    creates_people: provider.createsPeople,
    trusts_second_factor: provider.trustsSecondFactor,
    updated_at: sql<Date>`now()`,
  };
  await db
    .insertInto('identity_provider')
    .values(row)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute();
}

export const deleteIdentityProvider = ({ db }: Tx): Promise<{ label: string } | undefined> =>
  db.deleteFrom('identity_provider').returning('label').executeTakeFirst();

export interface OfferedProvider {
  workspaceId: Id;
  label: string;
}

/** The providers of all workspaces, by name; at most so many. */
export const offeredProviders = (tx: Tx, most: number): Promise<OfferedProvider[]> =>
  tx.query<OfferedProvider>('select workspace_id as "workspaceId", label from system_identity_providers($1)', [most]);

export interface Account {
  issuer: string;
  subject: string;
}

/** The person whom this account of a provider is linked to. */
export const personOfAccount = async ({ db }: Tx, { issuer, subject }: Account): Promise<Id | null> => {
  const row = await db
    .selectFrom('user_identity')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
};

/** Whether another account of this provider is linked to a person. */
export const hasAccountAt = async ({ db }: Tx, userId: Id, issuer: string): Promise<boolean> => {
  const row = await db
    .selectFrom('user_identity')
    .select('subject')
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
  return row !== undefined;
};

export async function linkAccount({ db }: Tx, userId: Id, { issuer, subject }: Account): Promise<void> {
  await db.insertInto('user_identity').values({ issuer, subject, user_id: userId }).execute();
}

/** Forgets which accounts of providers are a person's. */
export async function unlinkAccounts({ db }: Tx, userId: Id): Promise<void> {
  await db.deleteFrom('user_identity').where('user_id', '=', userId).execute();
}
