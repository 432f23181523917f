import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import { recordSecurityEvent } from '../../../audit/security/security-event.queries.ts';
import { askedAgain, recordAskedAgain } from '../../messages/issue.messages.ts';
import { markAsked } from './asked-again.queries.ts';

/** A record that a person has sent or fetched once more. */
export interface AskedAgain {
  connectionId: Id;
  entity: EntityType;
  direction: Direction;
  localId: Id | null;
  remoteId: string | null;
  name: string | null;
}

/** Writes down who asked: with the issue, which names them once it is cured, in the audit log, and in the security log unless that tells of all at once. */
export async function noteAskedAgain(
  tx: Tx,
  audit: AuditLog,
  actor: Pick<Actor, 'userId' | 'name'>,
  asked: AskedAgain,
  { isOfGroup = false } = {},
): Promise<void> {
  const { direction, entity, localId, remoteId, name } = asked;
  await markAsked(tx, asked, actor.name);
  await audit.record(tx, [
    {
      direction,
      entity,
      localId,
      remoteId,
      name,
      opportunityId: entity === 'opportunity' ? localId : null,
      operation: 'check',
      status: 'info',
      code: 'retry_asked',
      description: askedAgain(actor.name, direction),
      actor: actor.name,
    },
  ]);
  if (isOfGroup) return;
  await recordSecurityEvent(tx, {
    kind: 'retry_asked',
    actorId: actor.userId,
    actor: actor.name,
    ...(name ? { subject: name } : {}),
    description: recordAskedAgain(asked),
  });
}
