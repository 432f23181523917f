import type { Clock } from '../../../../platform/clock.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { ReferenceData } from '../../../connection/connection.ports.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { PushQueue } from '../outbox/push-queue.queries.ts';
import type { CreateIntents } from './create-intents.queries.ts';
import type { RemoteStates } from './remote-states.ts';

/** What every attempt is given. */
export interface PushTools {
  database: Database;
  clock: Clock;
  audit: AuditLog;
  links: LinksService;
  intents: CreateIntents;
  queue: PushQueue;
  states: RemoteStates;
  references: Pick<ReferenceData, 'refresh' | 'refreshOld'>;
  /** Called between a remote create and its link; a test lets the worker die here. */
  afterRemoteCreate?: (entity: string) => void | Promise<void>;
}
