import { equals, every, since as sinceTime } from '../../../../connectwise/client/conditions.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import type { EntityLink } from '../../../links/link.ts';
import { pushStatus } from '../../../mapping/push-status.rules.ts';
import { pushStage } from '../../../mapping/stage.rules.ts';
import { memberFor, salesRepFor } from '../../../settings/defaults.rules.ts';
import {
  newOpportunity,
  type OpportunityReferences,
  type OpportunityRow,
  opportunityFields,
  opportunityName,
  wonFields,
} from '../../entities/opportunity/opportunity-to-connectwise.ts';
import { planPatch } from '../patch-plan.rules.ts';
import { type PushAttempt, sentFields } from '../push-attempt.ts';
import { PushRefused } from '../push-refused.ts';
import { breakLink, usableLink } from './linked-record.ts';
import { agreedLink, updateLinked } from './update-linked.ts';

/** How far the clocks of this product and of ConnectWise may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** `keepsStage`: ConnectWise's stage and status stand, since somebody changed the record there and nobody the stage here. */
export type EnsuredOpportunity = { remoteId: number; keepsStage: boolean };

/** The opportunity in ConnectWise with its own fields, still in an open status where it is new: `closeOpportunity` comes last. */
export async function ensureOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  ids: { companyId: number; contactId: number },
): Promise<EnsuredOpportunity> {
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const references = referencesOf(attempt, row, ids);
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  if (!link) return { remoteId: await createOpportunity(attempt, row, references), keepsStage: false };
  const isEdit = attempt.setup.may.pushUpdate;
  const keepsStage = isEdit && (await hasNewsOfStage(attempt, row, link));
  await updateLinked<Opportunity>(attempt, {
    wire: opportunityWire,
    link,
    name: row.name,
    row,
    wanted: (kept) =>
      isEdit ? editedFields({ ...row, ...kept }, references, attempt, keepsStage) : wonFields(references),
    base: isEdit && link.base ? agreedFields(row, link.base, references, attempt) : null,
  });
  return { remoteId: Number(link.remoteId), keepsStage };
}

function editedFields(
  row: OpportunityRow,
  references: OpportunityReferences,
  attempt: PushAttempt,
  keepsStage: boolean,
): Record<string, unknown> {
  const { stage, ...others } = opportunityFields(row, references, attempt.now());
  return keepsStage ? others : { ...others, stage };
}

/**
 * The fields as both sides agreed on them. A contact and an owner that were not changed here since count as agreed, whoever ConnectWise has
 * by now; the stage is compared with ConnectWise itself, since the base knows the CRM's stage only.
 */
function agreedFields(
  row: OpportunityRow,
  base: Record<string, unknown>,
  references: OpportunityReferences,
  attempt: PushAttempt,
): Record<string, unknown> {
  const fields = opportunityFields({ ...row, ...base }, references, attempt.now());
  const isAgreed = (field: 'contactId' | 'ownerId') => (row[field] ?? null) === (base[field] ?? null);
  // The default representative is for new opportunities: it takes the place of nobody who was chosen in ConnectWise.
  const isMember = memberFor(row.ownerEmail, attempt.setup.lists) !== null;
  return {
    ...fields,
    contact: isAgreed('contactId') ? fields.contact : undefined,
    primarySalesRep: isAgreed('ownerId') || !isMember ? fields.primarySalesRep : undefined,
    stage: undefined,
  };
}

/** Whether a plain edit meets a record that changed in ConnectWise since the last pull, while the stage here is the agreed one: the pull brings theirs. */
async function hasNewsOfStage(attempt: PushAttempt, row: OpportunityRow, link: EntityLink): Promise<boolean> {
  if (attempt.push.reason !== 'updated' || link.base?.stageId !== row.stageId) return false;
  const remote = await attempt.client.get(opportunityWire, link.remoteId);
  if (!remote) return false;
  const { remoteHash } = await attempt.stateOf('opportunity', remote);
  return remoteHash !== link.remoteHash;
}

/** Sets the status that the stage stands for; the last write, so that what ConnectWise starts on a win finds everything in place. */
export async function closeOpportunity(attempt: PushAttempt, row: OpportunityRow, remoteId: number): Promise<void> {
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  const remote = await attempt.client.get(opportunityWire, remoteId);
  if (!link) return;
  if (!remote) throw await breakLink(attempt, link, `opportunity "${row.name}"`);
  const statusId = statusOf(attempt, row);
  const plan = planPatch({ status: { id: Number(statusId) } }, remote);
  const record =
    plan.operations.length > 0 ? await attempt.client.patch(opportunityWire, remoteId, plan.operations) : remote;
  const status = findReference(attempt.setup.lists.status, statusId)?.label ?? statusId;
  const agreed = await agreedLink(attempt, link, remote, record);
  if (plan.operations.length === 0) {
    await attempt.remember(agreed);
    return;
  }
  await attempt.commit(agreed, {
    operation: 'update',
    status: 'success',
    entity: 'opportunity',
    name: row.name,
    localId: row.id,
    remoteId: String(remoteId),
    description: `Set the status of opportunity "${row.name}" to "${status}" in ConnectWise.`,
    changes: plan.changes.map((c) => ({ ...c, to: status })),
  });
}

async function createOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  references: OpportunityReferences,
): Promise<number> {
  const body = newOpportunity(row, references, attempt.now());
  const name = opportunityName(row.name);
  const made = await attempt.createOnce<Opportunity>({
    entity: 'opportunity',
    localId: row.id,
    naturalKey: { companyId: references.companyId, name },
    words: `opportunity "${row.name}"`,
    find: (since, key) => findOwn(attempt, Number(key.companyId), String(key.name), since),
    create: () => attempt.client.create(opportunityWire, body),
    event: (record) => ({
      entity: 'opportunity',
      name: row.name,
      description: `Created opportunity "${row.name}" for ${record.company?.name ?? 'its company'} in ConnectWise.`,
      changes: sentFields(body),
    }),
  });
  return Number(made.remoteId);
}

/** The opportunity that our own unfinished create made: entered since then, for that company, by that name, and linked to nothing. */
async function findOwn(
  attempt: PushAttempt,
  companyId: number,
  name: string,
  since: Date,
): Promise<Opportunity | null> {
  const from = new Date(since.getTime() - CLOCK_SKEW_MS);
  const found = await attempt.client.find(opportunityWire, {
    conditions: every(equals('company/id', companyId), sinceTime('dateEntered', from)),
  });
  const linked = await attempt.linkedRemotely(
    'opportunity',
    found.map((o) => String(o.id)),
  );
  const own = found.filter((o) => o.name === name && !linked.has(String(o.id)));
  return own.sort((a, b) => a.id - b.id)[0] ?? null;
}

function referencesOf(
  attempt: PushAttempt,
  row: OpportunityRow,
  ids: { companyId: number; contactId: number },
): OpportunityReferences {
  const { defaults, lists, stages } = attempt.setup;
  const stage = stages.find((s) => s.id === row.stageId);
  const salesRepId = salesRepFor(row.ownerEmail, defaults, lists);
  if (!salesRepId)
    throw new PushRefused(
      'setup_missing',
      `ConnectWise wants a sales representative for opportunity "${row.name}", and no member is known.`,
      'Refresh the lists, or choose a default sales representative in Settings, Integrations, then retry.',
    );
  return {
    ...ids,
    salesRepId,
    stageId: pushStage({ remoteStageId: stage?.remoteStageId ?? null }, defaults.stageId),
    statusId: defaults.statusId ?? statusOf(attempt, row),
    ratingId: defaults.ratingId,
    opportunityTypeId: defaults.opportunityTypeId,
    locationId: defaults.locationId,
    departmentId: defaults.departmentId,
    taxCodeId: defaults.taxCodeId,
    daysToClose: defaults.closeDateOffsetDays,
  };
}

function statusOf(attempt: PushAttempt, row: OpportunityRow): string {
  const { defaults, lists, stages } = attempt.setup;
  const answer = pushStatus({
    stage: { name: row.stageName, kind: row.stageKind },
    mappedStatusId: stages.find((s) => s.id === row.stageId)?.remoteStatusId ?? null,
    defaultStatusId: defaults.statusId,
    statuses: lists.status ?? [],
  });
  if (answer.statusId !== null) return answer.statusId;
  throw new PushRefused('status_missing', answer.reason, 'Open Settings, Opportunity mapping, then retry.');
}
