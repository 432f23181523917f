import type { EntityType } from '@causeway/shared/vocabulary';
import { Exchanges } from '../../../connectwise/client/exchanges.ts';
import { backoffMs } from '../../../platform/backoff.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { isLeaseLost } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { inTrace, type OpenSpan } from '../../../platform/tracing/tracing.ts';
import type { EndOfWork, WorkLog } from '../../../platform/work-log.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { MAX_PUSH_ATTEMPTS, pushBackoff } from '../error-action.ts';
import { named } from '../messages/push-description.messages.ts';
import { issueEndedByHold, issueEndedByPush, waitsForLink } from '../messages/push-problem.messages.ts';
import { readNames } from '../records/names.queries.ts';
import { isPulled, registry, syncOf } from '../registry.ts';
import type { CreateIntents } from './attempt/create-intents.queries.ts';
import { withCustomFieldDefaults } from './attempt/custom-field-defaults.ts';
import { withNewerDefinitions } from './attempt/newer-definitions.ts';
import { isFoundByNow } from './attempt/newer-lists.ts';
import { PushAttempt } from './attempt/push-attempt.ts';
import type { PushOutcome } from './attempt/push-outcome.ts';
import { PushHeld } from './attempt/push-refused.ts';
import { readPushSetup } from './attempt/push-setup.ts';
import type { PushTools } from './attempt/push-tools.ts';
import { withRefusedValue } from './attempt/refused-value.ts';
import { carriedOn } from './outbox/left-out.rules.ts';
import type { PushIssues } from './outbox/push-issues.service.ts';
import type { ClaimedPush, PushQueue } from './outbox/push-queue.queries.ts';
import type { Sending } from './outbox/sending.ts';
import { endOfAttempt, type Failure, failureOf, isBusy, toldOf, waitingEvent } from './push-failure.ts';
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
  /** Told of each attempt. */
  work?: WorkLog;
  /** 0 to 1. */
  random: () => number;
  /** Tells this worker's leases from those of others. */
  owner: string;
}

export interface PushRunOptions {
  signal: AbortSignal;
  touch: () => Promise<void>;
}

const BUSY_DELAY_MS = 1_500;
/** A person has to decide first; how often it is looked whether somebody has. */
const HELD_DELAY_MS = 60_000;

/** Pushes what is due for a connection, one request after the other, until nothing is left. */
export class PushService {
  constructor(private readonly deps: PushServiceDeps) {}

  async run(workspaceId: Id, connectionId: Id, options: PushRunOptions): Promise<void> {
    while (!options.signal.aborted) {
      const push = await this.claim(workspaceId, connectionId);
      if (!push) return;
      const mayGoOn = await inTrace(traceOf(workspaceId, push), (span) =>
        this.attempt(workspaceId, push, options, span),
      );
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
  private async attempt(
    workspaceId: Id,
    push: ClaimedPush,
    { signal, touch }: PushRunOptions,
    span: OpenSpan,
  ): Promise<boolean> {
    await touch();
    const heart = this.keepAlive(workspaceId, push, touch);
    const end = this.beginWork(workspaceId, push);
    let attempt: PushAttempt | null = null;
    try {
      attempt = await this.begin(workspaceId, push, signal);
      const outcome = await pushRecord(attempt, this.deps.opportunity);
      await this.succeed(workspaceId, push, attempt, outcome);
      end(outcome.kind === 'skipped' ? 'skipped' : 'done');
      span.tell({ 'causeway.outcome': outcome.kind });
      return true;
    } catch (thrown) {
      const error = attempt ? await this.inOurWords(attempt, thrown) : thrown;
      const ended = endOfAttempt(error, push, attempt, signal);
      end(ended, toldOf(error, attempt));
      span.tell({ 'causeway.outcome': ended });
      if (ended === 'failed' || ended === 'retried' || ended === 'paused') span.failed(error);
      return await this.fail(workspaceId, push, attempt, error, signal);
    } finally {
      clearInterval(heart);
      // What cannot be freed now is free when its lease is over.
      await attempt?.letGo().catch(() => undefined);
    }
  }

  /** What needs a further look in ConnectWise to be told. */
  private async inOurWords(attempt: PushAttempt, thrown: unknown): Promise<unknown> {
    try {
      return await withRefusedValue(attempt, await withNewerDefinitions(this.deps.references, attempt, thrown));
    } catch {
      // What failed first is what is told.
      return thrown;
    }
  }

  private beginWork(workspaceId: Id, { entity, connectionId, runId, localId, attempts }: ClaimedPush): EndOfWork {
    const work = { what: 'push', entity, workspaceId, connectionId, runId, localId, attempt: attempts } as const;
    return this.deps.work?.begin(work) ?? (() => undefined);
  }

  private async begin(workspaceId: Id, push: ClaimedPush, signal: AbortSignal): Promise<PushAttempt> {
    const { database, clients, owner, ...services } = this.deps;
    const exchanges = new Exchanges();
    const client = await clients.clientFor(
      { id: push.connectionId, workspaceId },
      { signal, onExchange: exchanges.hear },
    );
    const setup = await database.inWorkspace(workspaceId, (tx) => readPushSetup(tx, push.connectionId, services));
    const complete = withCustomFieldDefaults(client, this.deps.states.records, setup);
    const tools = { database, ...services };
    return new PushAttempt(tools, workspaceId, push, complete, setup, ownerOf(owner, push), exchanges);
  }

  private async succeed(workspaceId: Id, push: ClaimedPush, attempt: PushAttempt, outcome: PushOutcome): Promise<void> {
    const { database, queue, issues, audit } = this.deps;
    const skipped = outcome.kind === 'skipped' ? outcome : null;
    const lines = outcome.kind === 'pushed' ? outcome.lines : undefined;
    const resolution = skipped
      ? issueEndedByHold(skipped.reason)
      : issueEndedByPush(attempt.left.map(({ label }) => label));
    await database.inWorkspace(workspaceId, async (tx) => {
      const closed = await queue.done(tx, push, {
        outcome: skipped ? 'skipped' : attempt.outcome,
        notSent: skipped && { code: skipped.code, message: skipped.reason },
        leftOut: skipped ? push.leftOut : carriedOn(push.leftOut, attempt.left),
        // Where edits stay here nothing is noted, and what an earlier push has noted waits for another mode.
        lacking: skipped || !attempt.setup.may.pushUpdate ? null : attempt.lacking,
        isOver: !skipped && (await isFoundByNow(tx, attempt)),
      });
      if (closed && lines) await issues.tellLines(tx, push, lines, { name: attempt.subject.name, resolution });
      else if (closed) await issues.resolve(tx, push, { resolution, isCured: skipped === null });
      if (!skipped) return audit.countLag(tx, { direction: 'out', entity: push.entity, lagMs: lagOf(push, attempt) });
      const { entity, name, localId } = attempt.subject;
      const { code, reason: description } = skipped;
      const remoteId = await this.remoteIdOf(tx, push.connectionId, attempt.subject);
      await audit.record(tx, [
        attempt.stamped({ operation: 'skip', status: 'skipped', entity, name, localId, remoteId, description, code }),
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
    if (isLeaseLost(error)) return true;
    const release = (delayMs: number) => this.release(workspaceId, push, attempt, delayMs);
    if (isBusy(error) || signal.aborted) {
      await release(signal.aborted ? 0 : BUSY_DELAY_MS);
      return true;
    }
    if (error instanceof PushHeld) {
      await release(HELD_DELAY_MS);
      return true;
    }
    const failure = failureOf(error, attempt);
    if (failure.errorAction === 'pause_connection') {
      await this.deps.health.reportFailure({ id: push.connectionId, workspaceId }, error);
      await release(BUSY_DELAY_MS);
      return false;
    }
    if (failure.code === 'forbidden') this.deps.health.reportForbidden({ id: push.connectionId, workspaceId });
    if (failure.errorAction === 'retry')
      await this.deps.health.reportFailure({ id: push.connectionId, workspaceId }, error);
    await this.recordFailure(workspaceId, push, attempt, failure);
    return true;
  }

  private release(workspaceId: Id, push: ClaimedPush, attempt: PushAttempt | null, delayMs: number): Promise<void> {
    const { database, queue } = this.deps;
    const sending = leftOf(push, attempt);
    return database.inWorkspace(workspaceId, (tx) => queue.release(tx, push, { delayMs, sending }));
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
        const sending = leftOf(push, attempt);
        if (parks && failure.code === 'link_broken' && (await issues.isMended(tx, push, subject)))
          return queue.failed(tx, push, failure, { delayMs: 0, sending });
        await queue.failed(tx, push, failure, { delayMs, sending });
        await opportunity.steps.failed(tx, push, failure.message);
        const because = { ...failure, recordName: attempt?.ownName ?? null, about: subject };
        if (parks && (await issues.raise(tx, push, because)) && attempt) await this.tellOfWait(tx, attempt, failure);
        const event = {
          operation: 'fail',
          status: 'error',
          entity: subject.entity,
          name: subject.name || null,
          localId: subject.localId,
          remoteId: await this.remoteIdOf(tx, push.connectionId, subject),
          code: failure.code,
          description: failure.message,
        } as const;
        const waits = attempt && parks ? waitingEvent(attempt, failure) : null;
        await audit.record(tx, [
          attempt ? attempt.stamped(event) : { ...event, direction: 'out', runId: push.runId },
          ...(attempt && waits ? [attempt.stamped(waits)] : []),
        ]);
      });
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
    }
    if (failure.isUnexpected) logger.warn({ err: failure.cause, pushId: push.id }, 'a push failed unexpectedly');
  }

  /** What was pushed waits for the link of another record: the row about the failure is of that one. */
  private async tellOfWait(tx: Tx, attempt: PushAttempt, { code, message }: Failure): Promise<void> {
    const { entity, localId } = attempt.push;
    const name = attempt.ownName ?? (await readNames(tx, registry, [localId])).get(localId) ?? '';
    const words = (kind: EntityType, of: string) => named(isPulled(kind) ? syncOf(kind).words.local : kind, of);
    const needed = words(attempt.subject.entity, attempt.subject.name);
    await attempt.tell(tx, {
      ...{ operation: 'skip', status: 'skipped', entity, name, localId, code },
      remoteId: await this.remoteIdOf(tx, attempt.connectionId, { entity, localId }),
      description: waitsForLink({ record: words(entity, name), needed }, message),
    });
  }

  /** Where the record stands in ConnectWise, if it is linked. */
  private async remoteIdOf(
    tx: Tx,
    connectionId: Id,
    { entity, localId }: { entity: EntityType; localId: Id | null },
  ): Promise<string | null> {
    if (localId === null || !isPulled(entity)) return null;
    const [link] = await this.deps.links.byLocal(tx, entity, [localId], connectionId);
    return link?.remoteId ?? null;
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

/** An attempt goes on with the trace of the request that asked for the push. */
const traceOf = (workspaceId: Id, push: ClaimedPush) => ({
  name: `push ${push.entity}`,
  parent: push.traceParent,
  facts: {
    'causeway.workspace_id': workspaceId,
    'causeway.connection_id': push.connectionId,
    'causeway.run_id': push.runId,
    'causeway.entity': push.entity,
    'causeway.reason': push.reason,
    'causeway.attempt': push.attempts,
  },
});

/** What may be in ConnectWise and is told of nowhere. */
const leftOf = (push: ClaimedPush, attempt: PushAttempt | null): Sending => attempt?.sending ?? push.sending ?? {};

const lagOf = (push: ClaimedPush, attempt: PushAttempt): number =>
  Math.max(0, attempt.now().getTime() - push.requestedAt.getTime());
