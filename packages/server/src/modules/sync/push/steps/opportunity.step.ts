import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { equals, every, since as sinceTime } from '../../../../connectwise/client/conditions.ts';
import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { memberFor, salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { recordConflicts } from '../../conflicts/conflicts.queries.ts';
import { requiredThere } from '../../messages/filled-in.messages.ts';
import { createdOpportunity, statusSet, statusStands } from '../../messages/push-description.messages.ts';
import { salesRepMissing, statusMissing } from '../../messages/push-problem.messages.ts';
import { fieldsOfRow, type NotSent } from '../../records/fields/derive.ts';
import type { WriteContext } from '../../records/fields/field-table.ts';
import { showStatus } from '../../records/opportunity/cw-status-value.queries.ts';
import { opportunitySync } from '../../records/opportunity/opportunity.sync.ts';
import {
  newOpportunity,
  type OpportunityReferences,
  type OpportunityRow,
  opportunityName,
  standingFields,
} from '../../records/opportunity/opportunity-to-connectwise.ts';
import { patchAsRead } from '../attempt/patch-once.ts';
import { planPatch } from '../attempt/patch-plan.rules.ts';
import { type PushAttempt, sentFields } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { inLabels } from '../attempt/update-sentences.rules.ts';
import { breakLink, usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { type OpportunityTax, type TaxPlan, taxOfNew } from './opportunity-tax.rules.ts';
import { overruledOutcome } from './overruled-outcome.ts';
import { newStagePlan, planStage, type StagePlan } from './stage-plan.ts';
import { planLinkedTax, rememberTax } from './tax.step.ts';
import { tellArrived } from './tell-arrived.ts';
import { unmappedWords } from './unmapped-words.ts';
import { agreedLink, updateLinked } from './update-linked.ts';

/** How far the clocks of this product and of ConnectWise may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Where it is now, and what of its standing is left to `closeOpportunity`. */
export type EnsuredOpportunity = { remoteId: number; goneTaxCodes?: readonly string[] } & StagePlan;

/** What earlier steps found for it. */
type OpportunityIds = Pick<OpportunityReferences, 'companyId' | 'contactId'>;

/** The opportunity in ConnectWise with its own fields, still in an open status where it is new: `closeOpportunity` comes last. */
export async function ensureOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  ids: OpportunityIds,
  tax: OpportunityTax,
): Promise<EnsuredOpportunity> {
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const references = referencesOf(attempt, row, { ...ids, ...tax });
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  if (!link) {
    const remoteId = await createOpportunity(attempt, row, references);
    await rememberTax(attempt, row.id, taxOfNew(tax));
    return { remoteId, ...newStagePlan };
  }
  const standing = await planStage(attempt, row, link);
  const taxPlan = await planLinkedTax(attempt, tax, link);
  const sent = await sendEdits(attempt, row, references, { link, ...standing, taxPlan });
  await rememberTax(attempt, row.id, taxPlan.next);
  // Its stage gave way to one that was set there meanwhile, so its status does too.
  const gaveWay = standing.isOpenMove && !standing.keepsStage && String(sent.stage?.id) !== references.stageId;
  const status = gaveWay ? 'kept' : standing.status;
  return { remoteId: Number(link.remoteId), goneTaxCodes: taxPlan.next.gone, ...standing, status };
}

const sendEdits = (
  attempt: PushAttempt,
  row: OpportunityRow,
  references: OpportunityReferences,
  { link, keepsStage, status, isOpenMove, taxPlan }: { link: EntityLink; taxPlan?: TaxPlan } & StagePlan,
) =>
  updateLinked<Opportunity>(attempt, {
    sync: opportunitySync,
    wire: opportunityWire,
    link,
    name: row.name,
    row,
    context: contextOf(attempt, row, references),
    also: {
      ...withStage({ ...standingFields(references), ...sentTax(taxPlan) }, keepsStage),
      ...contactOfNewClient(attempt, row, references, link),
    },
    ...(isOpenMove ? { yields: { stage: 'stageId' } } : {}),
    apart: ['stageId', 'cwStatus'],
    ...(status === 'entering' && !isOpenMove ? { prevails: ['stageId'] } : {}),
    apartWords: (remote) => (setsStatus(attempt, row, remote, status) ? ['status'] : []),
    fills: [{ path: 'contact', word: 'contact', value: { id: references.contactId }, because: requiredThere() }].filter(
      () => !row.contactId,
    ),
    remarks: (remote) => [
      ...(isMoved(row, link) ? unmappedWords(attempt.setup, row, remote, { keepsStage, status }) : []),
      ...regionNotSent(taxPlan),
    ],
    // Where no status follows, the move is over with this step.
    settles: isMoved(row, link) && status !== 'entering' ? ['stageId', 'wonAt', 'lostAt'] : [],
    // Where edits stay here, this is a win: its stage and tax code go out alone (requirement A3).
    ...(attempt.setup.may.pushUpdate ? {} : { only: [] }),
  });

/** An opportunity that an unfinished push has made has the tax code that it was made with. */
const sentTax = (plan: TaxPlan | undefined): { taxCode?: { id: number } | null } =>
  plan?.taxCode === undefined ? {} : { taxCode: plan.taxCode };

const regionNotSent = (plan: TaxPlan | undefined): NotSent[] =>
  plan?.because ? [{ field: 'taxRegion', because: plan.because }] : [];

/** Whether `closeOpportunity` will write another status: the stage itself is part of the edits. */
function setsStatus(
  { setup }: PushAttempt,
  row: OpportunityRow,
  remote: Opportunity,
  status: StagePlan['status'],
): boolean {
  if (status === 'kept') return false;
  const standing = { stage: stageOf(setup, row), cwStatus: row.cwStatus, isEntering: status === 'entering' };
  const { statusId } = pushStatus(standing, setup.mapping);
  return statusId === null || String(remote.status?.id) !== statusId;
}

/** An opportunity that moved to another client and has no contact here takes the one that a new one would get: the old client's is nobody's there. */
function contactOfNewClient(
  { setup }: PushAttempt,
  row: OpportunityRow,
  { contactId }: OpportunityReferences,
  { base }: EntityLink,
): { contact?: { id: number } } {
  const hasNewClient = setup.may.pushUpdate && base !== null && 'clientId' in base && base.clientId !== row.clientId;
  return hasNewClient && !row.contactId ? { contact: { id: contactId } } : {};
}

const isUnmapped = ({ setup }: PushAttempt, row: OpportunityRow): boolean =>
  pushStage(stageOf(setup, row), setup.mapping).rule !== 'mapped';

const isMoved = (row: OpportunityRow, { base }: EntityLink): boolean => base?.stageId !== row.stageId;

function withStage({ stage, ...others }: Record<string, unknown>, keepsStage: boolean): Record<string, unknown> {
  return keepsStage ? others : { ...others, stage };
}

function contextOf(attempt: PushAttempt, row: OpportunityRow, references: OpportunityReferences): WriteContext {
  const memberId = memberFor(row.ownerEmail, attempt.setup.lists);
  return attempt.writeContext({
    remoteIdOf: (entity) => (entity === 'company' ? references.companyId : references.contactId),
    memberIdOf: (userId) => (memberId && userId === row.ownerId ? Number(memberId) : undefined),
  });
}

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
  if (!remote) throw await breakLink(attempt, { wire: opportunityWire, link, words: `opportunity "${row.name}"` });
  const statusId = statusOf(attempt, row, status === 'entering');
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

async function createOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  references: OpportunityReferences,
): Promise<number> {
  const { body, notSent, filled } = newOpportunity(row, references, contextOf(attempt, row, references), attempt.now());
  const name = opportunityName(row.name);
  const made = await attempt.createOnce<Opportunity>({
    entity: 'opportunity',
    localId: row.id,
    local: fieldsOfRow(attempt.fieldsOf('opportunity'), row),
    naturalKey: { companyId: references.companyId, name },
    words: `opportunity "${row.name}"`,
    find: (since, key, until) =>
      findOwn(attempt, { companyId: Number(key.companyId), name: String(key.name) }, since, until),
    create: () => attempt.client.create(opportunityWire, body),
    event: (record) => ({
      entity: 'opportunity',
      name: row.name,
      description: createdOpportunity(
        { name: row.name, company: record.company?.name ?? null },
        {
          notSent: inLabels(attempt.fieldsOf('opportunity'), notSent),
          filled: attempt.filledInWords(
            'opportunity',
            { filled, custom: { owner: 'opportunity', sent: body, held: null } },
            record,
          ),
        },
      ),
      changes: sentFields(body, record, attempt.fieldsOf('opportunity'), attempt.labelIn('opportunity')),
    }),
  });
  if (made.isRecovered)
    await mergeMatched(attempt, 'opportunity', row.id, (link) =>
      sendEdits(attempt, row, references, { link, ...newStagePlan, keepsStage: isUnmapped(attempt, row) }),
    );
  return Number(made.remoteId);
}

/** The opportunity that our own unfinished create made: entered since then, for that company, by that name, and linked to nothing. */
async function findOwn(
  attempt: PushAttempt,
  { companyId, name }: { companyId: number; name: string },
  since: Date,
  until?: Date,
): Promise<Opportunity | null> {
  const from = new Date(since.getTime() - CLOCK_SKEW_MS);
  const found = await attempt.client.find(opportunityWire, {
    conditions: every(equals('company/id', companyId), sinceTime('dateEntered', from)),
  });
  const linked = await attempt.links.ofRemote(
    'opportunity',
    found.map((o) => String(o.id)),
  );
  const isLate = ({ _info: info }: Opportunity) =>
    until !== undefined && info?.dateEntered != null && new Date(info.dateEntered) > until;
  const own = found.filter((o) => o.name === name && !linked.has(String(o.id)) && !isLate(o));
  return own.sort((a, b) => a.id - b.id)[0] ?? null;
}

function referencesOf(
  attempt: PushAttempt,
  row: OpportunityRow,
  ids: OpportunityIds & Pick<OpportunityTax, 'taxCodeId' | 'ownsTaxCode'>,
): OpportunityReferences {
  const { defaults, lists, mapping } = attempt.setup;
  const salesRepId = salesRepFor(row.ownerEmail, defaults, lists);
  if (!salesRepId) throw PushRefused.of('setup_missing', salesRepMissing(row.name));
  const stage = stageOf(attempt.setup, row);
  const { stageId, rule } = pushStage(stage, mapping);
  const mapped = pushStatus({ stage, cwStatus: row.cwStatus, isEntering: true }, mapping);
  const statusId = defaults.statusId ?? statusOf(attempt, row, true);
  return {
    ...ids,
    salesRepId,
    stageId,
    statusId,
    stands: { stage: rule === 'mapped', status: mapped.rule !== 'default' && mapped.statusId === statusId },
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
  throw PushRefused.of('status_missing', statusMissing(answer.reason));
}
