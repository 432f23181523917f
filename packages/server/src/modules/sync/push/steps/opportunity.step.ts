import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { equals, every, since as sinceTime } from '../../../../connectwise/client/conditions.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { memberFor, salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { showStatus } from '../../records/opportunity/cw-status-value.queries.ts';
import {
  newOpportunity,
  type OpportunityReferences,
  type OpportunityRow,
  opportunityFields,
  opportunityName,
  wonFields,
} from '../../records/opportunity/opportunity-to-connectwise.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import { type PushAttempt, sentFields } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { breakLink, usableLink } from './linked-record.ts';
import { newStagePlan, planStage, type StagePlan } from './stage-plan.ts';
import { agreedLink, updateLinked } from './update-linked.ts';

/** How far the clocks of this product and of ConnectWise may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Where it is now, and what of its standing is left to `closeOpportunity`. */
export type EnsuredOpportunity = { remoteId: number } & StagePlan;

/** What earlier steps found for it. */
export type OpportunityIds = Pick<OpportunityReferences, 'companyId' | 'contactId' | 'taxCodeId' | 'ownsTaxCode'>;

/** The opportunity in ConnectWise with its own fields, still in an open status where it is new: `closeOpportunity` comes last. */
export async function ensureOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  ids: OpportunityIds,
): Promise<EnsuredOpportunity> {
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const references = referencesOf(attempt, row, ids);
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  if (!link) return { remoteId: await createOpportunity(attempt, row, references), ...newStagePlan };
  const isEdit = attempt.setup.may.pushUpdate;
  const standing = await planStage(attempt, row, link);
  const keepsStage = standing.keepsStage || keepsUnmapped(attempt, row);
  await updateLinked<Opportunity>(attempt, {
    wire: opportunityWire,
    link,
    name: row.name,
    row,
    wanted: (kept) =>
      withStage(
        isEdit ? opportunityFields({ ...row, ...kept }, references, attempt.now()) : wonFields(references),
        keepsStage,
      ),
    base: isEdit && link.base ? agreedFields(row, link.base, references, attempt) : null,
  });
  return { remoteId: Number(link.remoteId), ...standing };
}

function withStage({ stage, ...others }: Record<string, unknown>, keepsStage: boolean): Record<string, unknown> {
  return keepsStage ? others : { ...others, stage };
}

/**
 * The fields as both sides agreed on them. A contact and an owner that were not changed here since count as agreed, whoever ConnectWise has
 * by now; stage and tax code are compared with ConnectWise itself, since the base knows the CRM's only.
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
    taxCode: undefined,
  };
}

/** A win or a loss whose stage is mapped to none leaves ConnectWise's stage as it is. */
const keepsUnmapped = (attempt: PushAttempt, row: OpportunityRow): boolean =>
  pushStage(stageOf(attempt.setup, row), attempt.setup.mapping).rule === 'kept';

/** Sets the status that the stage stands for; the last write, so that what ConnectWise starts on a win finds everything in place. */
export async function closeOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  { remoteId, status }: EnsuredOpportunity,
): Promise<void> {
  if (status === 'kept') return;
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  const remote = await attempt.client.get(opportunityWire, remoteId);
  if (!link) return;
  if (!remote) throw await breakLink(attempt, link, `opportunity "${row.name}"`);
  const statusId = statusOf(attempt, row, status === 'entering');
  const plan = planPatch({ status: { id: Number(statusId) } }, remote);
  const record =
    plan.operations.length > 0 ? await attempt.client.patch(opportunityWire, remoteId, plan.operations) : remote;
  const label = findReference(attempt.setup.lists.status, statusId)?.label ?? statusId;
  const agreed = withAgreedStatus(attempt, await agreedLink(attempt, link, remote, record), label);
  await attempt.commit(
    agreed,
    plan.operations.length === 0
      ? null
      : {
          operation: 'update',
          status: 'success',
          entity: 'opportunity',
          name: row.name,
          localId: row.id,
          remoteId: String(remoteId),
          description: `Set the status of opportunity "${row.name}" to "${label}" in ConnectWise.`,
          changes: plan.changes.map((c) => ({ ...c, to: label })),
        },
    (tx) => (usesField(attempt) ? showStatus(tx, row, label) : Promise.resolve()),
  );
}

const usesField = ({ setup }: PushAttempt): boolean => setup.mapping.options.statusSource === 'custom_field';

/** Both sides have the status now, whoever set it: CW Status is compared with this from here on. */
function withAgreedStatus(attempt: PushAttempt, link: EntityLink, label: string): EntityLink {
  return usesField(attempt) ? { ...link, base: { ...link.base, cwStatus: label } } : link;
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

function referencesOf(attempt: PushAttempt, row: OpportunityRow, ids: OpportunityIds): OpportunityReferences {
  const { defaults, lists, mapping } = attempt.setup;
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
    stageId: pushStage(stageOf(attempt.setup, row), mapping).stageId,
    statusId: defaults.statusId ?? statusOf(attempt, row, true),
    ratingId: defaults.ratingId,
    opportunityTypeId: defaults.opportunityTypeId,
    locationId: defaults.locationId,
    departmentId: defaults.departmentId,
    daysToClose: defaults.closeDateOffsetDays,
  };
}

function statusOf(attempt: PushAttempt, row: OpportunityRow, isEntering: boolean): string {
  const standing = { stage: stageOf(attempt.setup, row), cwStatus: row.cwStatus, isEntering };
  const answer = pushStatus(standing, attempt.setup.mapping);
  if (answer.statusId !== null) return answer.statusId;
  throw new PushRefused('status_missing', answer.reason, 'Open Settings, Mapping of opportunities, then retry.');
}
