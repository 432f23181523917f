import type { Role } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ApiToken } from './api-token.type.ts';

/** Whom a secret belongs to. */
export interface TokenRow {
  workspaceId: Id;
  tokenId: Id;
  name: string;
  role: Role;
  expiresAt: Date | null;
}

export interface NewApiToken {
  name: string;
  role: 'support' | 'viewer';
  prefix: string;
  tokenHash: string;
  createdBy: Id | null;
  expiresAt: Date | null;
}

const shown = [
  'id',
  'name',
  'role',
  'prefix',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'revoked_at as revokedAt',
] as const;

/** All tokens, newest first, revoked ones included. */
export const apiTokens = ({ db }: Tx): Promise<ApiToken[]> =>
  db.selectFrom('api_token').select(shown).orderBy('id', 'desc').execute();

export const insertApiToken = ({ db }: Tx, token: NewApiToken): Promise<ApiToken> =>
  db
    .insertInto('api_token')
    .values({
      name: token.name,
      role: token.role,
      prefix: token.prefix,
      token_hash: token.tokenHash,
      created_by: token.createdBy,
      expires_at: token.expiresAt,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();

/** Ends a token; the time of the first time stays. Undefined when there is none. */
export const endApiToken = ({ db }: Tx, id: Id): Promise<ApiToken | undefined> =>
  db
    .updateTable('api_token')
    .set({ revoked_at: sql<Date>`coalesce(revoked_at, now())` })
    .where('id', '=', id)
    .returning(shown)
    .executeTakeFirst();

/** The token with this secret, whichever workspace it belongs to; null when it is unknown, revoked or out of time. */
export async function apiTokenByHash(tx: Tx, tokenHash: string): Promise<TokenRow | null> {
  const [row] = await tx.query<TokenRow>(
    'select workspace_id as "workspaceId", token_id as "tokenId", name, role, expires_at as "expiresAt" from system_token($1)',
    [tokenHash],
  );
  return row ?? null;
}

export async function noteTokenUse({ db }: Tx, id: Id): Promise<void> {
  await db.updateTable('api_token').set({ last_used_at: sql<Date>`now()` }).where('id', '=', id).execute();
}
