import type { Role } from '@causeway/shared/vocabulary';
import type { Database } from '../database/database.ts';
import { AppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Origin } from '../origin.ts';

/** Who asks: a signed-in user or an API token, always inside one workspace. */
export interface Actor {
  workspaceId: Id;
  role: Role;
  userId: Id | null;
  tokenId: Id | null;
  name: string;
  origin: Origin;
  viaToken: boolean;
  /** When the session or token ends; null for a token without an end. */
  expiresAt: Date | null;
}

/** Sets and clears the session cookie; absent on a socket, where no answer header can be sent. */
export interface SessionCookie {
  set(token: string, expiresAt: Date): void;
  clear(): void;
}

/** What a resolver is given beside its arguments; one per operation. */
export interface Context {
  actor: Actor | null;
  database: Database;
  /** Batches of this operation by name; use `loaderOf`. */
  loaders: Map<string, unknown>;
  /** Address of the caller, for throttling sign-ins. */
  remoteAddress: string;
  /** The session token that the request carried, for signing out. */
  sessionToken: string | null;
  cookie: SessionCookie | null;
}

const rank: Record<Role, number> = { viewer: 0, support: 1, admin: 2 };

export const hasRole = (actor: Actor, role: Role): boolean => rank[actor.role] >= rank[role];

/** What an actor may do, in the words that the web app asks for. Support watches and retries; records and settings are an administrator's. */
export const rightsOf = (actor: Actor): { canEdit: boolean; canRetry: boolean; canAdminister: boolean } => ({
  canEdit: hasRole(actor, 'admin'),
  canRetry: hasRole(actor, 'support'),
  canAdminister: hasRole(actor, 'admin'),
});

const needed: Record<Role, string> = {
  viewer: 'Your role may not read this.',
  support: 'Your role may only read. Ask an administrator for the support role.',
  admin: 'Only an administrator may do this.',
};

/** The actor, when there is one of at least this role; throws AppError "unauthenticated" or "forbidden" else. */
export function requireRole(context: Pick<Context, 'actor'>, role: Role): Actor {
  const { actor } = context;
  if (!actor) throw new AppError('unauthenticated', 'Sign in first.');
  if (!hasRole(actor, role)) throw new AppError('forbidden', needed[role], { role: actor.role, needed: role });
  return actor;
}
