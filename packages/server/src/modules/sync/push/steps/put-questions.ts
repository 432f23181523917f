import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { EntityLink } from '../../../links/link.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { newConflict } from '../../conflicts/new-conflict.rules.ts';
import { whyKept } from '../../conflicts/why-kept.rules.ts';
import { conflictAsked } from '../../messages/pull-problem.messages.ts';
import { openIssues } from '../../pull/write/outcomes.queries.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { type AnyFieldTable, wordOf } from '../../records/fields/field-table.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import { CONFLICT_ASKED } from '../../records/skip-codes.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import type { UpdatePlan } from '../attempt/update-plan.rules.ts';

/** A push came upon fields that both sides had changed and that a person decides: they are asked at once, as by a poll that comes upon them. */
export async function putQuestions<R extends WireRecord>(
  tx: Tx,
  { connectionId }: Pick<PushAttempt, 'connectionId'>,
  { sync, link, name }: { sync: Pick<EntitySync<R>, 'entity' | 'words'>; link: EntityLink; name: string },
  { table, plan, remote }: { table: AnyFieldTable; plan: Pick<UpdatePlan, 'conflicts'>; remote: R },
): Promise<void> {
  const asked = plan.conflicts.filter(({ kept }) => kept === 'ask');
  if (asked.length === 0) return;
  const { entity, words } = sync;
  const { localId, remoteId } = link;
  const conflicts = asked.map(({ field, kept, crm, connectwise }) => {
    const why = whyKept({ words, fields: table }, { field, kept, crm });
    return newConflict({ link, name, record: remote }, { field, crm, connectwise, kept, why, foundBy: 'out' });
  });
  await recordConflicts(tx, connectionId, entity, conflicts);
  const problem = RecordProblem.of(CONFLICT_ASKED, conflictAsked(asked.map(({ field }) => wordOf(table, field))));
  await openIssues(tx, connectionId, entity, [{ remoteId, name, localId, problem }]);
}
