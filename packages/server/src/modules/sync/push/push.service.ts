import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import { backoffMs } from '../../../platform/backoff.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { isLeaseLost } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { connectWiseErrors, MAX_PUSH_ATTEMPTS, pushBackoff } from '../error-action.ts';
import { connectWiseAdvice } from '../messages/connectwise-advice.messages.ts';
import { issueEndedByHold, issueEndedByPush, stoppedOnFault } from '../messages/push-problem.messages.ts';
import { isPulled, syncOf } from '../registry.ts';
import type { CreateIntents } from './attempt/create-intents.queries.ts';
import { withCustomFieldDefaults } from './attempt/custom-field-defaults.ts';
import { PushAttempt } from './attempt/push-attempt.ts';
import type { PushOutcome } from './attempt/push-outcome.ts';
import { PushBusy, PushHeld, PushRefused } from './attempt/push-refused.ts';
import { readPushSetup } from './attempt/push-setup.ts';
import type { PushTools } from './attempt/push-tools.ts';
import { refusedOption } from './attempt/refused-option.rules.ts';
import type { PushIssues } from './outbox/push-issues.service.ts';
import type { ClaimedPush, PushQueue } from './outbox/push-queue.queries.ts';
import { pushRecord } from './push-record.ts';
import type { OpportunityTools } from './steps/opportunity-push.ts';

export interface PushServiceDeps extends Omit<PushTools, 'queue' | 'intents'> {
  queue: PushQueue;
  intents: CreateIntents;
  issues: PushIssues;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  opportunity: OpportunityTools;
  logger: Pick<Logger, 'warn'>;
  /** 0 to 1. */
  random: () => number;
  /** Tells this worker's leases from those of others. */
  owner: string;
}

export interface PushRunOptions {
  signal: AbortSignal;
  touch: () => Promise<void>;
}

const optionsOf = (entity: EntityType) => (isPulled(entity) ? syncOf(entity).options : {});

const BUSY_DELAY_MS = 1_500;
/** A person has to decide first; how often it is looked whether somebody has. */
const HELD_DELAY_MS = 60_000;
/** A request that timed out may still be on its way; whoever looks for its record too early does not find it. */
const AFTER_TIMEOUT_MS = 15_000;

/** Pushes what is due for a connection, one request after the other, until nothing is left. */
export class PushService {
  constructor(private readonly deps: PushServiceDeps) {}

  async run(workspaceId: Id, connectionId: Id, options: PushRunOptions): Promise<void> {
    while (!options.signal.aborted) {
      const push = await this.claim(workspaceId, connectionId);
      if (!push) return;
      const mayGoOn = await this.attempt(workspaceId, push, options);
      if (!mayGoOn) return;
    }
  }

  /** Nothing is claimed while the connection does not work or the sync was not started. */
  private claim(workspaceId: Id, connectionId: Id): Promise<ClaimedPush | null> {
    const { database, connections, queue, owner } = this.deps;
    return database.inWorkspace(workspaceId, async (tx) => {
      const connection = await connections.byId(tx, connectionId);
      if (connection?.state !== 'connected' || !connection.syncStartedAt) return null;
      return queue.claim(tx, connectionId, owner);
    });
  }

  /** One attempt with its ending. False when the connection should be left alone for now. */
  private async attempt(workspaceId: Id, push: ClaimedPush, { signal, touch }: PushRunOptions): Promise<boolean> {
    await touch();
    const heart = this.keepAlive(workspaceId, push, touch);
    let attempt: PushAttempt | null = null;
    try {
      attempt = await this.begin(workspaceId, push, signal);
      const outcome = await pushRecord(attempt, this.deps.opportunity);
      await this.succeed(workspaceId, push, attempt, outcome.kind === 'skipped' ? outcome : null);
      return true;
    } catch (error) {
      return await this.fail(workspaceId, push, attempt, error, signal);
    } finally {
      clearInterval(heart);
    }
  }

  private async begin(workspaceId: Id, push: ClaimedPush, signal: AbortSignal): Promise<PushAttempt> {
    const { database, clients, owner, ...services } = this.deps;
    const client = await clients.clientFor({ id: push.connectionId, workspaceId }, { signal });
    const setup = await database.inWorkspace(workspaceId, (tx) => readPushSetup(tx, push.connectionId, services));
    const complete = withCustomFieldDefaults(client, this.deps.states.records, setup);
    return new PushAttempt({ database, ...services }, workspaceId, push, complete, setup, ownerOf(owner, push));
  }

  private async succeed(
    workspaceId: Id,
    push: ClaimedPush,
    attempt: PushAttempt,
    skipped: Extract<PushOutcome, { kind: 'skipped' }> | null,
  ): Promise<void> {
    const { database, queue, issues, audit } = this.deps;
    await database.inWorkspace(workspaceId, async (tx) => {
      const closed = await queue.done(tx, push);
      if (closed) await issues.resolve(tx, push, skipped ? issueEndedByHold(skipped.reason) : issueEndedByPush());
      if (!skipped) return audit.countLag(tx, { direction: 'out', entity: push.entity, lagMs: lagOf(push, attempt) });
      const { entity, name, localId } = attempt.subject;
      const { code, reason: description } = skipped;
      await audit.record(tx, [
        attempt.stamped({ operation: 'skip', status: 'skipped', entity, name, localId, description, code }),
      ]);
    });
    await this.deps.health.reportSuccess({ id: push.connectionId, workspaceId });
  }

  private async fail(
    workspaceId: Id,
    push: ClaimedPush,
    attempt: PushAttempt | null,
    error: unknown,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, queue } = this.deps;
    if (isLeaseLost(error)) return true;
    if (error instanceof PushBusy || signal.aborted) {
      await database.inWorkspace(workspaceId, (tx) => queue.release(tx, push, signal.aborted ? 0 : BUSY_DELAY_MS));
      return true;
    }
    if (error instanceof PushHeld) {
      await database.inWorkspace(workspaceId, (tx) => queue.release(tx, push, HELD_DELAY_MS));
      return true;
    }
    const failure = describe(error, attempt);
    if (failure.errorAction === 'pause_connection') {
      await this.deps.health.reportFailure({ id: push.connectionId, workspaceId }, error);
      await database.inWorkspace(workspaceId, (tx) => queue.release(tx, push, BUSY_DELAY_MS));
      return false;
    }
    if (failure.code === 'forbidden') this.deps.health.reportForbidden({ id: push.connectionId, workspaceId });
    if (failure.errorAction === 'retry')
      await this.deps.health.reportFailure({ id: push.connectionId, workspaceId }, error);
    await this.recordFailure(workspaceId, push, attempt, failure);
    return true;
  }

  private async recordFailure(
    workspaceId: Id,
    push: ClaimedPush,
    attempt: PushAttempt | null,
    failure: Failure,
  ): Promise<void> {
    const { database, queue, issues, audit, random, logger, opportunity } = this.deps;
    const parks = failure.errorAction === 'park' || push.attempts >= MAX_PUSH_ATTEMPTS;
    const delayMs = parks ? null : backoffMs(push.attempts, random(), { ...pushBackoff, atLeastMs: failure.atLeastMs });
    const subject = attempt?.subject ?? { entity: push.entity, localId: push.localId, name: '' };
    try {
      await database.inWorkspace(workspaceId, async (tx) => {
        await queue.failed(tx, push, failure, delayMs);
        await opportunity.steps.failed(tx, push, failure.message);
        if (parks) await issues.raise(tx, push, { ...failure, recordName: subject.name || null, about: subject });
        const event = {
          operation: 'fail',
          status: 'error',
          entity: subject.entity,
          name: subject.name || null,
          localId: subject.localId,
          code: failure.code,
          description: failure.message,
        } as const;
        await audit.record(tx, [attempt ? attempt.stamped(event) : { ...event, direction: 'out', runId: push.runId }]);
      });
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
    }
    if (failure.isUnexpected) logger.warn({ err: failure.cause, pushId: push.id }, 'a push failed unexpectedly');
  }

  /** Renews the lease, and the job, while remote calls take their time. A renewal that fails is not reported: the next write under the lease says so. */
  private keepAlive(workspaceId: Id, push: ClaimedPush, touch: () => Promise<void>): NodeJS.Timeout {
    const { database, queue, intents, owner } = this.deps;
    const renew = async (tx: Tx) => {
      await queue.renew(tx, push);
      await intents.keep(tx, ownerOf(owner, push));
    };
    return setInterval(() => {
      database.inWorkspace(workspaceId, renew).catch(() => undefined);
      touch().catch(() => undefined);
    }, queue.leaseMs / 3);
  }
}

/** One for each request, so that two of a worker's requests do not take each other's intents for their own. */
const ownerOf = (worker: string, push: ClaimedPush): string => `${worker}:${push.id}`;

const lagOf = (push: ClaimedPush, attempt: PushAttempt): number =>
  Math.max(0, attempt.now().getTime() - push.requestedAt.getTime());

interface Failure {
  code: string;
  message: string;
  advice: string;
  errorAction: 'retry' | 'park' | 'pause_connection';
  atLeastMs: number;
  isUnexpected: boolean;
  cause: unknown;
  step?: SetupStep | null;
  detail?: Readonly<Record<string, unknown>>;
}

/** A failure in words for a person, with what follows from it. */
function describe(error: unknown, attempt: PushAttempt | null): Failure {
  const base = { atLeastMs: 0, isUnexpected: false, cause: error };
  if (error instanceof PushRefused)
    return {
      ...base,
      code: error.code,
      message: error.message,
      advice: error.advice,
      step: error.step,
      detail: error.detail,
      errorAction: 'park',
    };
  if (error instanceof ConnectWiseError) {
    const { kind } = error;
    const { push: errorAction } = connectWiseErrors[kind];
    const refused =
      attempt && kind === 'invalid'
        ? refusedOption(error, { ...attempt.subject, options: optionsOf(attempt.subject.entity) }, attempt.setup)
        : null;
    return {
      ...base,
      code: kind,
      message: error.message,
      advice: connectWiseAdvice(kind),
      ...refused,
      errorAction,
      atLeastMs: Math.max(error.retryAfterMs ?? 0, kind === 'timeout' && error.mayHaveCommitted ? AFTER_TIMEOUT_MS : 0),
    };
  }
  return {
    ...base,
    code: 'internal',
    ...stoppedOnFault({ isTriedAgain: (attempt?.push.attempts ?? 0) < MAX_PUSH_ATTEMPTS }),
    errorAction: 'retry',
    isUnexpected: true,
  };
}
