import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Execute } from '../graphql/compiled-execution.ts';
import type { Actor, Context } from '../graphql/context.ts';
import type { Id } from '../ids.ts';
import type { Credentials } from './credentials.ts';

type Authenticate = (credentials: Credentials) => Promise<Actor | null>;

/** A session or token that ended is told by PostgreSQL; where that word is lost it ends within a second all the same. */
const KEPT_MS = 1_000;
const MAX_KEPT = 1_000;

interface Known {
  actor: Actor;
  until: number;
}

/**
 * Who asks, kept for no longer than a second, so that the requests of a busy program do not each look up the same session or token. Kept only while
 * this process hears of those that end. Whoever is not let in is looked up each time.
 */
export class RecentCallers {
  private readonly known = new Map<string, Known>();
  private timesForgotten = 0;

  constructor(
    private readonly authenticate: Authenticate,
    private readonly hearsOfEnds: () => boolean,
  ) {}

  async of(credentials: Credentials): Promise<Actor | null> {
    if (!this.hearsOfEnds()) return this.authenticate(credentials);
    const key = JSON.stringify([credentials.bearerToken, credentials.sessionToken, credentials.address]);
    const known = this.known.get(key);
    if (known && isFresh(known)) return known.actor;
    const until = performance.now() + KEPT_MS;
    const { timesForgotten } = this;
    const actor = await this.authenticate(credentials);
    // What was asked before an end was told may be of the time before it.
    if (actor && timesForgotten === this.timesForgotten) this.keep(key, { actor, until });
    return actor;
  }

  /** Something about those who work in this workspace may have changed; null for any workspace. */
  forget(workspaceId: Id | null): void {
    this.timesForgotten++;
    for (const [key, { actor }] of this.known)
      if (workspaceId === null || actor.workspaceId === workspaceId) this.known.delete(key);
  }

  private keep(key: string, known: Known): void {
    if (this.known.size >= MAX_KEPT) this.known.clear();
    this.known.set(key, known);
    setTimeout(() => this.known.get(key) === known && this.known.delete(key), KEPT_MS).unref();
  }
}

const isFresh = ({ actor: { expiresAt }, until }: Known): boolean =>
  performance.now() < until && (expiresAt === null || expiresAt.getTime() > Date.now());

/** Whoever has changed something is asked anew who they are: they may have signed out, or changed their own role. */
export const forgettingCallers =
  (execute: Execute, callers: Pick<RecentCallers, 'forget'>): Execute =>
  (args) => {
    const operation = getOperationAST(args.document, args.operationName);
    if (operation?.operation !== OperationTypeNode.MUTATION) return execute(args);
    const { actor }: Pick<Context, 'actor'> = Object(args.contextValue);
    return Promise.resolve(execute(args)).finally(() => callers.forget(actor?.workspaceId ?? null));
  };
