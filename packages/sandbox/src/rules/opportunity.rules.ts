import type { RecordRules } from '../model/rules.ts';
import type { Draft, Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { refreshSalesTax } from './sales-tax.ts';
import { settleSite } from './site-reference.ts';

export const opportunityRules: RecordRules = {
  defaults(draft, context) {
    const member = context.memberRow();
    draft.status ??= context.defaultRow('opportunityStatuses')?.id;
    draft.stage ??= firstStage(context)?.id;
    draft.locationId ??= member?.salesDefaultLocation ?? member?.defaultLocation;
    draft.businessUnitId ??= member?.defaultDepartment;
    draft.expectedCloseDate ??= context.nowSeconds - (context.nowSeconds % 86_400);
    draft.dateBecameLead ??= context.nowSeconds;
    draft.pipelineChangeDate ??= context.nowSeconds;
    const company = context.find('companies', draft.company);
    draft.taxCode ??= context.find('sites', draft.site ?? company?.site)?.taxCode ?? company?.taxCode;
    draft.billingTerms ??= company?.billingTerms;
    draft.currency ??= company?.currency;
    draft.totalSalesTax ??= 0;
    if (
      context.readings.disallowSaving &&
      context.find('companyStatuses', company?.status)?.disallowSavingFlag === true
    ) {
      context.problem('InvalidField', 'The status of this company does not allow saving records for it.', 'company');
    }
  },

  beforeSave(draft, context, before) {
    if (before && draft.company !== before.company && draft.site === before.site) draft.site = undefined;
    settleSite(draft, context, { fallBackToPrimary: true });
    checkPlace(draft, context, before);
    checkContact(draft, context, before);
    if (draft.stage !== before?.stage) {
      if (before) draft.pipelineChangeDate = context.nowSeconds;
      const chosen = before ? draft.probability !== before.probability : draft.probability !== undefined;
      if (!chosen && context.readings.probabilityFollowsStage)
        draft.probability = context.find('stages', draft.stage)?.probability ?? draft.probability;
    }
    stampClosed(draft, context, before);
  },

  afterUpdate(row, context, before) {
    if (row.company !== before.company) moveLines(row, context);
    if (row.taxCode !== before.taxCode) refreshSalesTax(row.id, context);
  },

  remove(row, context) {
    for (const record of ['opportunityNotes', 'opportunityContacts', 'opportunityTeam']) {
      for (const child of context.related(record, 'opportunityId', row.id)) context.remove(record, child.id);
    }
    for (const line of context.related('products', 'opportunity', row.id)) {
      for (const part of context.related('productComponents', 'parentProductItem', line.id))
        context.remove('productComponents', part.id);
      context.remove('products', line.id);
    }
    for (const item of context.related('forecastItems', 'opportunity', row.id))
      context.remove('forecastItems', item.id);
    return false;
  },
};

/** The lines of an opportunity are its company's. */
export function moveLines(opportunity: Stored, context: WriteContext): void {
  for (const line of context.related('products', 'opportunity', opportunity.id)) {
    context.change('products', line, { company: opportunity.company }, { silent: true });
  }
}

function firstStage(context: WriteContext): Stored | undefined {
  let first: Stored | undefined;
  for (const stage of context.store.table('stages').all()) {
    if (!first || Number(stage.sequenceNumber ?? 0) < Number(first.sequenceNumber ?? 0)) first = stage;
  }
  return first;
}

/** Won, lost and other closed statuses fill `closedDate` and `closedBy`; reopening leaves them (they prove nothing, §3.4). */
function stampClosed(draft: Draft, context: WriteContext, before: Stored | undefined): void {
  const isClosed = context.find('opportunityStatuses', draft.status)?.closedFlag === true;
  const wasClosed = before !== undefined && context.find('opportunityStatuses', before.status)?.closedFlag === true;
  if (!isClosed || wasClosed || !context.readings.stampClosed) return;
  if (draft.closedDate === before?.closedDate) draft.closedDate = context.nowSeconds;
  if (draft.closedBy === before?.closedBy) draft.closedBy = context.member.id;
}

/** By one reading a contact has to be of the opportunity's company; others of it are those without a company. */
function checkContact(draft: Draft, context: WriteContext, before: Stored | undefined): void {
  if (!context.readings.refuseForeignContacts) return;
  if (before && draft.contact === before.contact && draft.company === before.company) return;
  const contact = context.find('contacts', draft.contact);
  if (!contact || draft.company === undefined || contact.company === draft.company) return;
  context.problem('NotFound', `Contact ${contact.id} not found for Company ${draft.company}`, 'contact/id');
}

/** Location and department have to be a valid pair (§6 row 23). */
function checkPlace(draft: Draft, context: WriteContext, before: Stored | undefined): void {
  if (before && draft.locationId === before.locationId && draft.businessUnitId === before.businessUnitId) return;
  const { locationId, businessUnitId } = draft;
  if (typeof locationId !== 'number' || typeof businessUnitId !== 'number') return;
  if (!context.find('locations', locationId)) {
    context.problem('NotFound', `Location ${locationId} not found`, 'locationId');
    return;
  }
  const pairs = context.related('departmentLocations', 'location', locationId);
  if (pairs.some((pair) => pair.department === businessUnitId)) return;
  context.problem('NotFound', `Department ${businessUnitId} not found for Location ${locationId}`, 'businessUnitId');
}
