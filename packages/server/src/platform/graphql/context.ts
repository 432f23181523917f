import type { Role, TokenScope } from '@causeway/shared/vocabulary';
import { RefusedCaller } from '../access-refused.ts';
import type { Database } from '../database/database.ts';
import { AppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Origin } from '../origin.ts';
import type { OpenSpan } from '../tracing/tracing.ts';

/** Who asks: a signed-in user or an API token, always inside one workspace. */
export interface Actor {
  workspaceId: Id;
  role: Role;
  /** Of a token: the areas that it was made for. Absent for people, whom their role alone binds. */
  scopes?: readonly TokenScope[];
  /** Of a token: addresses whose pages may send it. */
  allowedOrigins?: readonly string[];
  userId: Id | null;
  tokenId: Id | null;
  name: string;
  origin: Origin;
  viaToken: boolean;
  /** Of a person who has still to set up the second factor that their workspace demands: they may do nothing else. */
  mustEnrol?: boolean;
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
  /** Whether the caller hung up. */
  isGone(): boolean;
  /** What the caller's program calls itself, for the list of one's sessions. */
  userAgent: string | null;
  /** The session token that the request carried, for signing out. */
  sessionToken: string | null;
  cookie: SessionCookie | null;
  /** What is told of the operation in its trace. */
  span?: OpenSpan;
}

/** The roles whose rights each role has. Sales and support stand beside each other: neither may do what the other may. */
const includes: Record<Role, readonly Role[]> = {
  viewer: ['viewer'],
  sales: ['sales', 'viewer'],
  support: ['support', 'viewer'],
  admin: ['admin', 'sales', 'support', 'viewer'],
};

/** Whether somebody of this role may do what `needed` may. */
export const covers = (role: Role, needed: Role): boolean => includes[role].includes(needed);

export const hasRole = (actor: Actor, role: Role): boolean => covers(actor.role, role);

/** What an actor may do, in the words that the web app asks for. Sales edits records, support watches and retries, settings are an administrator's. */
export const rightsOf = (actor: Actor): { canEdit: boolean; canRetry: boolean; canAdminister: boolean } => ({
  canEdit: hasRole(actor, 'sales'),
  canRetry: hasRole(actor, 'support'),
  canAdminister: hasRole(actor, 'admin'),
});

const needed: Record<Role, string> = {
  viewer: 'Your role may not read this.',
  sales: 'Your role may not change records. Ask an administrator for the sales role.',
  support: 'Your role may not do this. Ask an administrator for the support role.',
  admin: 'Only an administrator may do this.',
};

/** Tokens act as viewers, those that may retry as support; none as sales or administrator. */
const neededOfToken: Record<Role, string> = {
  viewer: needed.viewer,
  sales: 'A token cannot change records of the CRM. Sign in as somebody who may.',
  support: 'This token has not the scope "retry". Make one that has it under Settings → API access.',
  admin: 'A token cannot do this. Sign in as an administrator.',
};

/**
 * The actor, when there is one who may do what this role may; throws AppError "unauthenticated", "forbidden" or "second_factor_required" else.
 */
export function requireRole(context: Pick<Context, 'actor'>, role: Role): Actor {
  // Before the role: whoever sets theirs up learns then what the role does not do.
  if (context.actor?.mustEnrol)
    throw new AppError(
      'second_factor_required',
      'This workspace demands a second factor. Set yours up first: open Causeway in a browser, which leads you through it.',
    );
  return requireEnrolling(context, role);
}

/** The same, also for somebody who has still to set up a second factor. For setting it up, and nothing else. */
export function requireEnrolling(context: Pick<Context, 'actor'>, role: Role): Actor {
  const { actor } = context;
  if (!actor) throw new AppError('unauthenticated', 'Sign in first.');
  if (!hasRole(actor, role)) {
    const cause = new RefusedCaller(actor);
    const sentence = actor.viaToken ? neededOfToken[role] : needed[role];
    throw new AppError('forbidden', sentence, { role: actor.role, needed: role }, { cause });
  }
  return actor;
}
