import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { equals, every, since as sinceTime } from '../../../../connectwise/client/conditions.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { memberFor, salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { isHeldEdit, withoutHeldEdits } from '../../conflicts/base.rules.ts';
import { requiredThere } from '../../messages/filled-in.messages.ts';
import { createdOpportunity, foundOpportunity, linkedOpportunity } from '../../messages/push-description.messages.ts';
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
import { lookForOptions } from '../attempt/newer-lists.ts';
import { isNewThere, isToMerge } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { stageOf } from '../attempt/push-setup.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { inLabels, leftOutOf } from '../attempt/update-sentences.rules.ts';
import { statusOf } from './close-opportunity.step.ts';
import { withDueOutcome } from './due-outcome.ts';
import { usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { type OpportunityTax, type TaxPlan, taxOfNew } from './opportunity-tax.rules.ts';
import { sameOpportunity } from './same-opportunity.step.ts';
import { heldStagePlan, newStagePlan, planFound, planStage, type StagePlan } from './stage-plan.ts';
import { planLinkedTax, rememberTax } from './tax.step.ts';
import { dueStanding, nothingDue, rememberUnmapped, withDue, withoutAgreedStage } from './unmapped-stage.ts';
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
  const found = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  // A win sends the whole opportunity, also what an earlier mode has kept here until then.
  const usable = found && row.stageKind === 'won' ? { ...found, base: withoutHeldEdits(found.base) } : found;
  if (!usable) {
    const made = await createOpportunity(attempt, row, references);
    await rememberTax(attempt, row.id, taxOfNew(tax));
    return made;
  }
  const isHeld = isStageHeld(attempt, row, usable);
  const due = isHeld ? nothingDue : await dueStanding(attempt, row, usable);
  const link = due.stage ? withoutAgreedStage(usable) : usable;
  const standing = isHeld ? heldStagePlan : withDue(await planStage(attempt, row, link), due);
  const taxPlan = await planLinkedTax(attempt, tax, link);
  const sent = await sendEdits(attempt, row, references, { link, ...standing, taxPlan });
  await rememberTax(attempt, row.id, taxPlan.next);
  await rememberUnmapped(attempt, row, sent, { isMoved: !isHeld && isMoved(row, link) });
  // Its stage gave way to one that was set there meanwhile, so its status does too.
  const status = gaveWay(standing, references, sent) ? 'kept' : standing.status;
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
    yields: { contact: 'clientId', ...(isOpenMove ? { stage: 'stageId' } : {}) },
    apart: ['stageId', 'cwStatus'],
    ...(status === 'entering' && !isOpenMove ? { prevails: ['stageId'] } : {}),
    apartWords: (remote) =>
      !gaveWay({ keepsStage, status, isOpenMove }, references, remote) && setsStatus(attempt, row, remote, status)
        ? ['status']
        : [],
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

/** Its move was not sent, since it was moved there too. */
const gaveWay = (
  { keepsStage, isOpenMove }: StagePlan,
  { stageId }: OpportunityReferences,
  { stage }: Opportunity,
): boolean => isOpenMove === true && !keepsStage && String(stage?.id) !== stageId;

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
  const isOther = base !== null && 'clientId' in base && base.clientId !== row.clientId;
  const hasNewClient = setup.may.pushUpdate && isOther && !isHeldEdit(base, 'clientId', row.clientId);
  return hasNewClient && !row.contactId ? { contact: { id: contactId } } : {};
}

/** Where it stands was edited under an earlier mode, and stays here. */
const isStageHeld = ({ setup }: PushAttempt, row: OpportunityRow, { base }: EntityLink): boolean =>
  setup.may.pushUpdate && (isHeldEdit(base, 'stageId', row.stageId) || isHeldEdit(base, 'cwStatus', row.cwStatus));

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
): Promise<EnsuredOpportunity> {
  const { body, notSent, filled } = newOpportunity(
    row,
    references,
    writeContextOf(attempt, row, references),
    attempt.now(),
  );
  await lookForOptions(attempt, notSent);
  const name = opportunityName(row.name);
  const made = await attempt.createOnce<Opportunity>({
    entity: 'opportunity',
    localId: row.id,
    local: fieldsOfRow(attempt.fieldsOf('opportunity'), row),
    body,
    notSent,
    naturalKey: { companyId: references.companyId, name },
    words: `opportunity "${row.name}"`,
    find: (since, key, until) =>
      findOwn(attempt, { companyId: Number(key.companyId), name: String(key.name) }, since, until),
    match: () => sameOpportunity(attempt, row, references.companyId),
    create: () => attempt.client.create(opportunityWire, body),
    event: (record, how) => ({
      entity: 'opportunity',
      name: row.name,
      description:
        how !== 'created'
          ? { restored: foundOpportunity, matched: linkedOpportunity }[how](row.name)
          : createdOpportunity(
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
      changes:
        how !== 'created'
          ? []
          : sentFields(body, record, attempt.fieldsOf('opportunity'), attempt.labelIn('opportunity')),
    }),
  });
  if (isNewThere(made)) attempt.leave(leftOutOf(attempt.fieldsOf('opportunity'), notSent));
  const remoteId = Number(made.remoteId);
  if (made.record && isNewThere(made)) await rememberUnmapped(attempt, row, made.record, { isMoved: true });
  if (!made.record || (made.how === 'created' && made.sent === undefined)) return { remoteId, ...newStagePlan };
  const plan = await planFound(attempt, row, { record: made.record, sent: made.sent ?? null });
  if (isToMerge(made))
    await mergeMatched(attempt, 'opportunity', row.id, async (link) =>
      sendEdits(attempt, row, references, { ...plan, link: await withDueOutcome(attempt, row, link, made.record) }),
    );
  return { remoteId, ...plan };
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
