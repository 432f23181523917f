import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { equals, every, since as sinceTime } from '../../../../connectwise/client/conditions.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { memberFor, salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { requiredThere } from '../../messages/filled-in.messages.ts';
import { createdOpportunity } from '../../messages/push-description.messages.ts';
import { salesRepMissing } from '../../messages/push-problem.messages.ts';
import { fieldsOfRow, type NotSent } from '../../records/fields/derive.ts';
import type { WriteContext } from '../../records/fields/field-table.ts';
import { opportunitySync } from '../../records/opportunity/opportunity.sync.ts';
import {
  newOpportunity,
  type OpportunityReferences,
  type OpportunityRow,
  opportunityName,
  standingFields,
} from '../../records/opportunity/opportunity-to-connectwise.ts';
import { type PushAttempt, sentFields } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { inLabels } from '../attempt/update-sentences.rules.ts';
import { statusOf } from './close-opportunity.step.ts';
import { usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { type OpportunityTax, type TaxPlan, taxOfNew } from './opportunity-tax.rules.ts';
import { newStagePlan, planStage, type StagePlan } from './stage-plan.ts';
import { planLinkedTax, rememberTax } from './tax.step.ts';
import { unmappedWords } from './unmapped-words.ts';
import { updateLinked } from './update-linked.ts';

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
    context: writeContextOf(attempt, row, references),
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

function writeContextOf(attempt: PushAttempt, row: OpportunityRow, references: OpportunityReferences): WriteContext {
  const memberId = memberFor(row.ownerEmail, attempt.setup.lists);
  return attempt.writeContext({
    remoteIdOf: (entity) => (entity === 'company' ? references.companyId : references.contactId),
    memberIdOf: (userId) => (memberId && userId === row.ownerId ? Number(memberId) : undefined),
  });
}

async function createOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  references: OpportunityReferences,
): Promise<number> {
  const { body, notSent, filled } = newOpportunity(
    row,
    references,
    writeContextOf(attempt, row, references),
    attempt.now(),
  );
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
