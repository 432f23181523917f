import { tellAccessEnded } from '../../platform/access-ended.ts';
import { AskedTogether } from '../../platform/asked-together.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { type Id, isId } from '../../platform/ids.ts';
import { recordSecurityEvent, type SecurityEventKind } from '../audit/security/security-event.queries.ts';
import { accessSettings } from './access/access-settings.queries.ts';
import {
  apiTokenByHash,
  apiTokens,
  endApiToken,
  insertApiToken,
  noteTokenUse,
  replaceToken,
  type TokenRow,
  workingToken,
} from './api-token.queries.ts';
import { endOfSuccessor, planToken, type TokenPlan } from './api-token.rules.ts';
import type { ApiToken, CreateApiTokenInput } from './api-token.type.ts';
import { API_TOKEN_PREFIX, hashToken, newToken } from './token.ts';

const USE_NOTED_EVERY_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A week: whoever needs longer makes a second token. */
const MAX_OVERLAP_HOURS = 168;

/** A token and its secret, which is in this answer and cannot be had again. */
export interface MadeToken {
  token: ApiToken;
  secret: string;
}

/** Tokens for programs: they read by area, or work as support; never an administrator's. */
export class ApiTokenService {
  private readonly useNoted = new Map<Id, { at: number; address: string | null }>();
  private readonly working = new AskedTogether((hash) => apiTokenByHash(this.database.outside, hash));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All tokens, newest first, revoked ones included. */
  list(tx: Tx): Promise<ApiToken[]> {
    return apiTokens(tx);
  }

  /** Makes a token. It ends after 90 days unless said, and at the longest after what the settings allow. */
  async create(tx: Tx, input: CreateApiTokenInput, actor: Actor): Promise<MadeToken> {
    const { tokenMaxDays } = await accessSettings(tx);
    const { plan, problems } = planToken(input, { now: this.clock.now(), maxDays: tokenMaxDays });
    if (problems.length > 0) throw new ProblemsError(problems);
    const made = await this.insert(tx, plan, actor);
    const may = plan.scopes.join(', ');
    await this.tell(tx, 'token_created', made.token, actor, `was made, for ${may}, until ${day(plan.expiresAt)}.`);
    return made;
  }

  /** Makes a token that takes this one's place. Both work until the overlap is over, so that programs change over without a gap. */
  async rotate(tx: Tx, id: Id, overlapHours: number, actor: Actor): Promise<MadeToken & { replaced: ApiToken }> {
    if (!(overlapHours >= 0 && overlapHours <= MAX_OVERLAP_HOURS))
      return refuse('invalid', `Both tokens may work for 0 to ${MAX_OVERLAP_HOURS} hours.`, 'overlapHours');
    const old = isId(id) ? await workingToken(tx, id) : undefined;
    if (!old) return refuse('not_found', 'There is no such token that works. Make a new one.', 'id');
    if (old.replacedById) return refuse('conflict', 'This token was replaced already. Replace the newer one.', 'id');
    const { tokenMaxDays } = await accessSettings(tx);
    const now = this.clock.now();
    const expiresAt = endOfSuccessor(old, { now, maxDays: tokenMaxDays });
    const role = old.role === 'support' ? 'support' : 'viewer';
    const made = await this.insert(tx, { name: old.name, scopes: old.scopes, role, expiresAt }, actor);
    const replaced = await replaceToken(tx, id, made.token.id, new Date(now.getTime() + overlapHours * HOUR_MS));
    await tellAccessEnded(tx);
    const ends = overlapHours === 0 ? 'the old one ended at once' : `the old one works for ${overlapHours} more hours`;
    await this.tell(tx, 'token_rotated', old, actor, `was replaced by a new one; ${ends}.`);
    return { ...made, replaced };
  }

  /** Ends a token at once; revoking it again changes nothing. */
  async revoke(tx: Tx, id: Id, actor: Actor): Promise<ApiToken> {
    if (!isId(id)) return refuse('not_found', 'There is no such token.', 'id');
    const token = await endApiToken(tx, id);
    await tellAccessEnded(tx);
    if (!token) return refuse('not_found', 'There is no such token.', 'id');
    await this.tell(tx, 'token_revoked', token, actor, 'was revoked.');
    return token;
  }

  /** The actor of a token, or null when it is unknown, revoked or out of time. */
  async byToken(secret: string, address: string | null = null): Promise<Actor | null> {
    if (!secret.startsWith(API_TOKEN_PREFIX)) return null;
    const row = await this.working.answerTo(hashToken(secret));
    if (!row) return null;
    await this.noteUse(row, address);
    return tokenActor(row);
  }

  private async insert(tx: Tx, plan: TokenPlan, actor: Actor): Promise<MadeToken> {
    const secret = newToken(API_TOKEN_PREFIX);
    const token = await insertApiToken(tx, {
      ...plan,
      prefix: secret.slice(0, 10),
      tokenHash: hashToken(secret),
      createdBy: actor.userId,
    });
    return { token, secret };
  }

  private tell(tx: Tx, kind: SecurityEventKind, token: ApiToken, actor: Actor, what: string): Promise<void> {
    const description = `The API token "${token.name}" ${what}`;
    return recordSecurityEvent(tx, {
      kind,
      actorId: actor.userId,
      actor: actor.name,
      subject: token.name,
      description,
    });
  }

  /** At most once a minute, process and address, so that reads do not become writes. */
  private async noteUse({ workspaceId, tokenId }: TokenRow, address: string | null): Promise<void> {
    const at = this.clock.now().getTime();
    const last = this.useNoted.get(tokenId);
    const isFresh = last && at - last.at < USE_NOTED_EVERY_MS;
    if (isFresh && (address === null || address === last.address)) return;
    this.useNoted.set(tokenId, { at, address });
    await this.database.inWorkspace(workspaceId, (tx) => noteTokenUse(tx, tokenId, address));
  }
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

const tokenActor = (row: TokenRow): Actor => ({
  workspaceId: row.workspaceId,
  role: row.role,
  scopes: row.scopes,
  allowedOrigins: row.allowedOrigins,
  userId: null,
  tokenId: row.tokenId,
  name: row.name,
  origin: { kind: 'token', tokenId: row.tokenId, name: row.name },
  viaToken: true,
  expiresAt: row.expiresAt,
});
