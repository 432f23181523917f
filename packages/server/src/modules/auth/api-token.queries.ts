import type { Role, TokenScope } from '@causeway/shared/vocabulary';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { ApiToken } from './api-token.type.ts';

/** Whom a secret belongs to, and what it may be used for. */
export interface TokenRow {
  workspaceId: Id;
  tokenId: Id;
  name: string;
  role: Role;
  scopes: TokenScope[];
  expiresAt: Date | null;
  allowedOrigins: string[];
}

export interface NewApiToken {
  name: string;
  role: 'support' | 'viewer';
  scopes: readonly TokenScope[];
  prefix: string;
  tokenHash: string;
  createdBy: Id | null;
  expiresAt: Date;
}

const shown = [
  'id',
  'name',
  'role',
  sql<TokenScope[]>`scopes`.as('scopes'),
  'prefix',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'last_used_address as lastUsedAddress',
  'revoked_at as revokedAt',
  'replaced_by as replacedById',
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
      scopes: [...token.scopes],
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

/** A token that works, held until the end of the transaction; undefined when there is none. */
export const workingToken = ({ db }: Tx, id: Id): Promise<ApiToken | undefined> =>
  db
    .selectFrom('api_token')
    .select(shown)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]))
    .forUpdate()
    .executeTakeFirst();

/** Names the token that takes over, and when this one ends: never later than it would have. */
export const replaceToken = ({ db }: Tx, id: Id, by: Id, endsAt: Date): Promise<ApiToken> =>
  db
    .updateTable('api_token')
    .set({ replaced_by: by, expires_at: sql<Date>`least(expires_at, ${endsAt}::timestamptz)` })
    .where('id', '=', id)
    .returning(shown)
    .executeTakeFirstOrThrow();

/** The token with this secret, whichever workspace it belongs to; null when it is unknown, revoked or out of time. */
export async function apiTokenByHash(tx: Pick<Tx, 'query'>, tokenHash: string): Promise<TokenRow | null> {
  const [row] = await tx.query<TokenRow>(
    `select workspace_id as "workspaceId", token_id as "tokenId", name, role, scopes, expires_at as "expiresAt", allowed_origins as "allowedOrigins"
     from system_token($1)`,
    [tokenHash],
    { isKept: true },
  );
  return row ?? null;
}

export async function noteTokenUse({ db }: Tx, id: Id, address: string | null): Promise<void> {
  await db
    .updateTable('api_token')
    .set({ last_used_at: sql<Date>`now()`, ...(address ? { last_used_address: address } : {}) })
    .where('id', '=', id)
    .execute();
}
