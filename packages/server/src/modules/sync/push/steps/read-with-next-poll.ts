import type { Tx } from '../../../../platform/database/database.ts';
import type { EntityLink } from '../../../links/link.ts';
import { comesWithNextPoll } from '../../messages/push-description.messages.ts';
import { writeSkips } from '../../pull/write/outcomes.queries.ts';
import { BEING_WRITTEN } from '../../records/skip-codes.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { isSynced } from '../attempt/required-custom-fields.rules.ts';

/** Has the next poll fetch a record whose time does not move: for what hangs below it, or when the settings were changed. */
export async function readWithNextPoll(
  tx: Tx,
  { connectionId }: PushAttempt,
  link: EntityLink,
  name: string,
  reason: string = comesWithNextPoll(),
): Promise<void> {
  if (!isSynced(link.entity)) return;
  await writeSkips(tx, connectionId, link.entity, [
    {
      remoteId: link.remoteId,
      code: BEING_WRITTEN,
      reason,
      waitsFor: null,
      name,
      rule: null,
      filterHash: null,
    },
  ]);
}
