import { setTimeout as pause } from 'node:timers/promises';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import type { ConnectionHealth } from './connection.ports.ts';
import { changeState, findById } from './connection.queries.ts';
import { type ConnectionCause, causeOf, messageOf } from './connection-problem.rules.ts';
import type { ConnectWiseClientFactory } from './connectwise-client-factory.ts';
import { missingRightsOf } from './missing-rights.ts';
import { missingRights } from './permission.rules.ts';

/** One failure of the network may be a hiccup (each request was tried several times already); the second one in a row is shown. */
const UNREACHABLE_AFTER = 2;
const mayBeHiccup: ReadonlySet<ConnectionCause> = new Set(['unreachable', 'wrong_address']);
/** How long a connection that was found well is taken for well without looking. */
const LOOK_EVERY_MS = 5_000;
const SECOND_LOOK_MS = 1_500;
const WELL = { state: 'connected', code: null, message: null } as const;

/** Asks a worker to try every right, so that a person finds the missing one by name; `if_denied`: only where one was missing the last time. */
export type AskForRights = (connection: { id: Id; workspaceId: Id }, when?: 'always' | 'if_denied') => void;

/**
 * How often a success is a reason to look whether a missing right is back; soon after a request was refused, that is what everybody waits for. Each
 * look tries some thirty requests, so that a right which nobody gives is looked for less and less.
 */
const RIGHTS_AGAIN_MS = 5 * 60_000;
const RIGHTS_SOON_MS = 5_000;
const rightsAgainAfter = (refusedMsAgo: number): number =>
  Math.min(RIGHTS_AGAIN_MS, Math.max(RIGHTS_SOON_MS, refusedMsAgo / 2));

const saysOfRights: ReadonlySet<string> = new Set(['forbidden', 'unauthorized']);

/** Turns what pull, push and the probe report into the connection's state: one audit row when it breaks, one when it works again. */
export class ConnectionHealthService implements ConnectionHealth {
  private readonly failures = new Map<Id, number>();
  private readonly foundWellAt = new Map<Id, number>();
  private readonly rightsAgainAt = new Map<Id, number>();
  private readonly refusedAt = new Map<Id, number>();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly clients: Pick<ConnectWiseClientFactory, 'hastyClientFor' | 'probeClientFor'>,
    private readonly askForRights: AskForRights,
  ) {}

  async reportFailure({ id, workspaceId }: { id: Id; workspaceId: Id }, error: unknown): Promise<void> {
    if (error instanceof ConnectWiseError && saysOfRights.has(error.kind)) this.reportForbidden({ id, workspaceId });
    if (error instanceof ConnectWiseError && error.kind === 'forbidden') return this.checkRights({ id, workspaceId });
    const cause = causeOf(error);
    if (cause === null || cause === 'rate_limited') return;
    const failures = (this.failures.get(id) ?? 0) + 1;
    this.failures.set(id, failures);
    this.foundWellAt.delete(id);
    if (mayBeHiccup.has(cause) && failures < UNREACHABLE_AFTER) return;
    await this.showBroken(workspaceId, id, cause);
  }

  async reportSuccess({ id, workspaceId }: { id: Id; workspaceId: Id }): Promise<void> {
    this.failures.delete(id);
    const now = this.clock.now().getTime();
    if (now - (this.foundWellAt.get(id) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS) return;
    this.foundWellAt.set(id, now);
    const again = rightsAgainAfter(now - (this.refusedAt.get(id) ?? Number.NEGATIVE_INFINITY));
    if (now - (this.rightsAgainAt.get(id) ?? Number.NEGATIVE_INFINITY) >= again) {
      this.rightsAgainAt.set(id, now);
      this.askForRights({ id, workspaceId }, 'if_denied');
    }
    // That one table may be read says nothing about another: missing rights are over when a probe finds them all.
    await this.showWell(workspaceId, id, { unless: 'no_permission' });
  }

  reportForbidden(connection: { id: Id; workspaceId: Id }): void {
    this.refusedAt.set(connection.id, this.clock.now().getTime());
    this.askForRights(connection);
  }

  /**
   * Asks a connection that is taken for well, so that an outage shows within the minute also while nothing is to be synced. A failure is
   * looked at twice at once: which worker happened to look the last time does not count.
   */
  async look(connection: { id: Id; workspaceId: Id }): Promise<void> {
    const heardMsAgo = this.clock.now().getTime() - (this.foundWellAt.get(connection.id) ?? Number.NEGATIVE_INFINITY);
    if (heardMsAgo < LOOK_EVERY_MS) return;
    for (let tries = 1; tries <= UNREACHABLE_AFTER; tries++) {
      try {
        const client = await this.clients.probeClientFor(connection);
        await client.systemInfo();
        return await this.reportSuccess(connection);
      } catch (error) {
        if (!(error instanceof ConnectWiseError)) throw error;
        // It answers and knows the keys; which permissions are missing is found out where they are needed.
        if (error.kind === 'forbidden') return await this.reportSuccess(connection);
        await this.reportFailure(connection, error);
        const cause = causeOf(error);
        if (cause === null || !mayBeHiccup.has(cause)) return;
      }
      await pause(SECOND_LOOK_MS);
    }
  }

  /** Asks a connection that is in error whether it works again. */
  async probe(connection: { id: Id; workspaceId: Id }): Promise<void> {
    const { id, workspaceId } = connection;
    const stored = await this.database.inWorkspace(workspaceId, (tx) => findById(tx, id), { readOnly: true });
    if (!stored) return;
    try {
      const client = await this.clients.probeClientFor(connection);
      if (stored.stateCode === 'no_permission') return await this.checkRights(connection);
      await client.systemInfo();
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      return this.reportFailure(connection, error);
    }
    this.failures.delete(id);
    await this.showWell(workspaceId, id, { unless: null });
  }

  /** A refused request may concern one record alone; only rights that the sync cannot do without stop it. */
  private async checkRights(connection: { id: Id; workspaceId: Id }): Promise<void> {
    const { id, workspaceId } = connection;
    try {
      const missing = await missingRightsOf(await this.clients.hastyClientFor(connection));
      if (missing.length === 0) return await this.showWell(workspaceId, id, { unless: null });
      await this.showBroken(workspaceId, id, 'no_permission', missingRights(missing));
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.reportFailure(connection, error);
    }
  }

  private async showBroken(workspaceId: Id, id: Id, cause: ConnectionCause, reason?: string): Promise<void> {
    await this.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await findById(tx, id);
      if (!connection) return;
      const message = reason ?? messageOf(cause, connection);
      if (!(await changeState(tx, id, { state: 'error', code: cause, message }, ['connected', 'error']))) return;
      await this.audit.record(tx, [{ operation: 'check', status: 'error', code: cause, description: message }]);
    });
  }

  private async showWell(workspaceId: Id, id: Id, { unless }: { unless: ConnectionCause | null }): Promise<void> {
    await this.database.inWorkspace(workspaceId, async (tx) => {
      if (!(await changeState(tx, id, WELL, ['error'], unless))) return;
      await this.audit.record(tx, [
        {
          operation: 'check',
          status: 'info',
          code: 'recovered',
          description: 'ConnectWise answers again; the sync goes on.',
        },
      ]);
    });
  }
}
