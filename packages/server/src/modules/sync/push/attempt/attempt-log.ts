import type { EntityType } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { Exchanges } from '../../../../connectwise/client/exchanges.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { Outcome } from '../../pull/write/outcome.ts';
import type { ClaimedPush } from '../outbox/push-queue.queries.ts';

/** The record that an attempt is at, so that a failure can be told of the right one. */
export interface Subject {
  entity: EntityType;
  localId: Id | null;
  name: string;
}

/** What is the same in all audit rows of an attempt, and at which record it is. */
export class AttemptLog {
  subject: Subject;
  /** Of the pushed record itself; null before it was read. */
  ownName: string | null = null;
  /** Records of which something was sent and told. */
  told: ReadonlySet<Id> = new Set();
  private begun = performance.now();
  private rows: NewAuditEvent[] = [];

  constructor(
    private readonly push: ClaimedPush,
    private readonly client: Pick<ConnectWiseClient, 'lastRequestId'>,
    private readonly opportunityId: Id | null,
    private readonly exchanges: Pick<Exchanges, 'take' | 'remember'>,
  ) {
    this.subject = { entity: push.entity, localId: push.localId, name: '' };
  }

  /** Names the record that is being worked on from here. */
  at(subject: Subject): void {
    this.subject = subject;
    if (subject.entity === this.push.entity && subject.localId === this.push.localId) this.ownName = subject.name;
    this.begun = performance.now();
  }

  /** Remembers what was told; answers how to go back to it when the transaction that told more is rolled back. */
  remember(): () => void {
    const { rows, told } = this;
    const holdAgain = this.exchanges.remember();
    return () => {
      this.rows = rows;
      this.told = told;
      holdAgain();
    };
  }

  /** Completes an audit row; it gets the requests since the row before. */
  stamped(event: NewAuditEvent): NewAuditEvent {
    this.rows = [...this.rows, event];
    if (event.operation === 'update' && event.status === 'success' && event.localId)
      this.told = new Set([...this.told, event.localId]);
    return {
      direction: 'out',
      opportunityId: this.opportunityId,
      runId: this.push.runId,
      attempt: this.push.attempts,
      requestId: this.client.lastRequestId,
      durationMs: Math.round(performance.now() - this.begun),
      actor: this.push.requestedBy,
      exchanges: this.exchanges.take(),
      ...event,
    };
  }

  /** Whether one of its rows so far tells of something that was made, linked or changed in ConnectWise. */
  get hasSent(): boolean {
    return ['created', 'linked', 'updated'].includes(this.outcome);
  }

  /** How the attempt ended, as runs count it: by what its rows tell. */
  get outcome(): Outcome {
    return outcomeOfPush(this.push, this.rows);
  }
}

/** `rows`: those of the attempt. What was only compared or remarked is nothing that was sent. */
export function outcomeOfPush(
  { entity, localId }: Pick<ClaimedPush, 'entity' | 'localId'>,
  rows: readonly Pick<NewAuditEvent, 'operation' | 'status' | 'entity' | 'localId'>[],
): Outcome {
  const done = rows.filter(({ status, operation }) => status === 'success' && operation !== 'check');
  const own = (operation: string) =>
    done.some((row) => row.operation === operation && row.entity === entity && row.localId === localId);
  if (own('create')) return 'created';
  if (own('link')) return 'linked';
  if (done.length > 0) return 'updated';
  return rows.some(({ status }) => status === 'skipped') ? 'skipped' : 'unchanged';
}
