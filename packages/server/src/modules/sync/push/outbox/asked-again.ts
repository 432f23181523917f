import type { Tx } from '../../../../platform/database/database.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import { recordSecurityEvent } from '../../../audit/security/security-event.queries.ts';
import { askedAgain, recordAskedAgain } from '../../messages/issue.messages.ts';
import { type AskedAgain, markAsked } from './asked-again.queries.ts';

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
