import { pulledStage } from '@causeway/shared/mapping/pulled-stage.rules';
import { pushStatus } from '@causeway/shared/mapping/push-status.rules';
import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import type { EntityLink } from '../../../links/link.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { statusSet, statusStands } from '../../messages/push-description.messages.ts';
import { statusMissing } from '../../messages/push-problem.messages.ts';
import { fieldsOfRow } from '../../records/fields/derive.ts';
import { showStatus } from '../../records/opportunity/cw-status-value.queries.ts';
import { opportunitySync } from '../../records/opportunity/opportunity.sync.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { patchAsRead } from '../attempt/patch-once.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { agreedLink } from './agreed-link.ts';
import { breakLink, usableLink } from './linked-record.ts';
import { overruledOutcome } from './overruled-outcome.ts';
import type { StagePlan } from './stage-plan.ts';
import { tellArrived } from './tell-arrived.ts';

/** Sets the status that the stage stands for; the last write, so that what ConnectWise starts on a win finds everything in place. */
export async function closeOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  { remoteId, status }: { remoteId: number } & Pick<StagePlan, 'status'>,
): Promise<void> {
  if (status === 'kept') return;
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  const remote = await attempt.client.get(opportunityWire, remoteId);
  if (!link) return;
  if (!remote) throw await breakLink(attempt, { wire: opportunityWire, link, words: `opportunity "${row.name}"` });
  const statusId = standingStatus(attempt, row, remote) ?? statusOf(attempt, row, status === 'entering');
  const wanted = { status: { id: Number(statusId) } };
  const plan = planPatch(wanted, remote);
  const label = findReference(attempt.setup.lists.status, statusId)?.label ?? statusId;
  const isSet = plan.operations.length > 0;
  const changes = plan.changes.map((c) => ({ ...c, to: label }));
  const isTold = row.id in attempt.sending && (await tellsArrived(attempt, row, link, remote));
  if (isSet) await attempt.announce(row.id, { fields: {}, properties: wanted, changes });
  const overruled = isSet ? await overruledOutcome(attempt, row, link, remote) : [];
  const record = isSet ? await patchStatus(attempt, row, remote, plan.operations) : remote;
  // A stage that was entered stands there also where the status does already: an attempt whose answer was lost may have set it.
  const sent = isSet || status === 'entering' ? ['stageId', 'wonAt', 'lostAt'] : [];
  const agreed = withAgreedStatus(
    attempt,
    await agreedLink(attempt, opportunitySync, link, row, { before: remote, after: record, sent }),
    label,
  );
  const isLearned =
    !isSet && row.stageKind !== 'open' && link.base?.stageId !== row.stageId && agreed.base?.stageId === row.stageId;
  const about = {
    entity: 'opportunity',
    name: row.name,
    localId: row.id,
    remoteId: String(remoteId),
  } as const;
  await attempt.commit(
    agreed,
    isSet
      ? {
          ...about,
          operation: 'update',
          status: 'success',
          description: statusSet(
            { name: row.name, status: label, isOverruling: overruled.length > 0 },
            attempt.filledInWords(
              'opportunity',
              { filled: [], custom: { owner: 'opportunity', sent: {}, held: remote } },
              record,
            ),
          ),
          changes,
        }
      : isLearned && !isTold
        ? { ...about, operation: 'skip', status: 'skipped', description: statusStands(row.name, label) }
        : null,
    async (tx) => {
      await recordConflicts(tx, attempt.connectionId, 'opportunity', overruled);
      if (usesField(attempt)) await showStatus(tx, row, label);
    },
  );
}

/**
 * Another status than the mapped one that somebody in ConnectWise set, and that means the same outcome: it says more than ours, and stands. The
 * status alone is asked: where the stage is mapped too, that was sent before and says nothing of the status.
 */
function standingStatus(attempt: PushAttempt, row: OpportunityRow, remote: Opportunity): string | null {
  if (row.stageKind === 'open' || usesField(attempt) || !remote.status) return null;
  const { mapping } = attempt.setup;
  const statusId = String(remote.status.id);
  const outcome = mapping.closedStatuses?.find((one) => one.statusId === statusId)?.outcome;
  if (outcome === row.stageKind) return statusId;
  const alone = pulledStage({ remoteStageId: null, remoteStatusId: statusId }, mapping);
  return alone && alone.rule !== 'default' && alone.stage.id === row.stageId ? statusId : null;
}

async function tellsArrived(
  attempt: PushAttempt,
  row: OpportunityRow,
  link: EntityLink,
  remote: Opportunity,
): Promise<boolean> {
  const table = attempt.fieldsOf('opportunity');
  const looked = { sync: opportunitySync, table, name: row.name, local: fieldsOfRow(table, row), remote };
  const state = await attempt.stateOf('opportunity', remote);
  return (await tellArrived(attempt, link, { ...looked, state })) !== null;
}

const patchStatus = (attempt: PushAttempt, row: OpportunityRow, remote: Opportunity, operations: PatchOperation[]) =>
  patchAsRead(attempt.client, {
    wire: opportunityWire,
    id: remote.id,
    remote,
    operations,
    refused: () => attempt.refused(row.id),
  });

const usesField = ({ setup }: PushAttempt): boolean => setup.mapping.options.statusSource === 'custom_field';

/** Both sides have the status now, whoever set it: CW Status is compared with this from here on. */
function withAgreedStatus(attempt: PushAttempt, link: EntityLink, label: string): EntityLink {
  return usesField(attempt) ? { ...link, base: { ...link.base, cwStatus: label } } : link;
}

/** The status for its stage. Throws PushRefused where the mapping names none. */
export function statusOf(attempt: PushAttempt, row: OpportunityRow, isEntering: boolean): string {
  const standing = { stage: stageOf(attempt.setup, row), cwStatus: row.cwStatus, isEntering };
  const answer = pushStatus(standing, attempt.setup.mapping);
  if (answer.statusId !== null) return answer.statusId;
  throw PushRefused.of('status_missing', statusMissing(answer.reason));
}
