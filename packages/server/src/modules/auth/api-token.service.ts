import { tellAccessEnded } from '../../platform/access-ended.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { type Problem, ProblemsError, refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { type Id, isId } from '../../platform/ids.ts';
import { recordSecurityEvent } from '../audit/security/security-event.queries.ts';
import {
  apiTokenByHash,
  apiTokens,
  endApiToken,
  insertApiToken,
  noteTokenUse,
  type TokenRow,
} from './api-token.queries.ts';
import type { ApiToken, CreateApiTokenInput } from './api-token.type.ts';
import { API_TOKEN_PREFIX, hashToken, newToken } from './token.ts';

const USE_NOTED_EVERY_MS = 60_000;

/** Tokens for programs: read-only, or with the rights of support; never an administrator's. */
export class ApiTokenService {
  private readonly useNoted = new Map<Id, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All tokens, newest first, revoked ones included. */
  list(tx: Tx): Promise<ApiToken[]> {
    return apiTokens(tx);
  }

  /** Makes a token; the secret is in the answer and cannot be had again. */
  async create(tx: Tx, input: CreateApiTokenInput, actor: Actor): Promise<{ token: ApiToken; secret: string }> {
    const problems = this.problemsOf(input);
    const { role } = input;
    if (problems.length > 0 || role === 'admin' || role === 'sales') throw new ProblemsError(problems);
    const secret = newToken(API_TOKEN_PREFIX);
    const token = await insertApiToken(tx, {
      name: input.name.trim(),
      role,
      prefix: secret.slice(0, 10),
      tokenHash: hashToken(secret),
      createdBy: actor.userId,
      expiresAt: input.expiresAt ?? null,
    });
    await recordSecurityEvent(tx, {
      kind: 'token_created',
      actorId: actor.userId,
      actor: actor.name,
      subject: token.name,
      description: `The API token "${token.name}" was made, as ${role}.`,
    });
    return { token, secret };
  }

  /** Ends a token at once; revoking it again changes nothing. */
  async revoke(tx: Tx, id: Id, actor: Actor): Promise<ApiToken> {
    if (!isId(id)) return refuse('not_found', 'There is no such token.', 'id');
    const token = await endApiToken(tx, id);
    await tellAccessEnded(tx);
    if (!token) return refuse('not_found', 'There is no such token.', 'id');
    await recordSecurityEvent(tx, {
      kind: 'token_revoked',
      actorId: actor.userId,
      actor: actor.name,
      subject: token.name,
      description: `The API token "${token.name}" was revoked.`,
    });
    return token;
  }

  /** The actor of a token, or null when it is unknown, revoked or out of time. */
  async byToken(secret: string): Promise<Actor | null> {
    if (!secret.startsWith(API_TOKEN_PREFIX)) return null;
    const row = await this.database.acrossWorkspaces((tx) => apiTokenByHash(tx, hashToken(secret)));
    if (!row) return null;
    await this.noteUse(row);
    return tokenActor(row);
  }

  /** At most once a minute and process, so that reads do not become writes. */
  private async noteUse({ workspaceId, tokenId }: TokenRow): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - (this.useNoted.get(tokenId) ?? Number.NEGATIVE_INFINITY) < USE_NOTED_EVERY_MS) return;
    this.useNoted.set(tokenId, now);
    await this.database.inWorkspace(workspaceId, (tx) => noteTokenUse(tx, tokenId));
  }

  private problemsOf(input: CreateApiTokenInput): Problem[] {
    const problems: Problem[] = [];
    const name = input.name.trim();
    if (name.length < 1 || name.length > 100)
      problems.push({ code: 'invalid', field: 'name', message: 'Give the token a name of 1 to 100 characters.' });
    if (input.role === 'admin' || input.role === 'sales')
      problems.push({
        code: 'invalid',
        field: 'role',
        message: 'A token can read, or work as support; not as administrator or sales.',
      });
    if (input.expiresAt && input.expiresAt <= this.clock.now())
      problems.push({ code: 'invalid', field: 'expiresAt', message: 'Choose an end in the future.' });
    return problems;
  }
}

const tokenActor = (row: TokenRow): Actor => ({
  workspaceId: row.workspaceId,
  role: row.role,
  userId: null,
  tokenId: row.tokenId,
  name: row.name,
  origin: { kind: 'token', tokenId: row.tokenId, name: row.name },
  viaToken: true,
  expiresAt: row.expiresAt,
});
