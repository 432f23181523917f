import type { StageKind } from '@causeway/shared/vocabulary';
import {
  daysFromNow,
  defaultOfSettings,
  firstThatFits,
  requiredAndNotChosen,
  requiredThere,
} from '../../messages/filled-in.messages.ts';
import { configuredTable } from '../fields/configured-fields.ts';
import { type CreateBody, createBody } from '../fields/derive.ts';
import type { WriteContext } from '../fields/field-table.ts';
import { completed, type FilledIn } from '../fields/filled-in.ts';
import { cut, wireLine } from '../wire-text.rules.ts';
import { MAX_OPPORTUNITY_NAME, type OpportunityFields, opportunityFields } from './opportunity.fields.ts';
import { opportunityOptions } from './opportunity-options.ts';

/** An opportunity as it stands in the CRM, with what is told of the records that it names. */
export interface OpportunityRow extends Omit<OpportunityFields, 'wonAt' | 'lostAt'> {
  id: string;
  stageName: string;
  stageKind: StageKind;
  ownerEmail: string | null;
  /** The client's. */
  taxRegionId: string | null;
}

/** ConnectWise's IDs of all that an opportunity names. */
export interface OpportunityReferences {
  companyId: number;
  contactId: number;
  stageId: string | null;
  statusId: string | null;
  /** Whether stage and status are those that the stage here is mapped to, and no default. */
  stands: { stage: boolean; status: boolean };
  ratingId: string | null;
  opportunityTypeId: string | null;
  salesRepId: string;
  locationId: string | null;
  departmentId: string | null;
  taxCodeId: string | null;
  /** The tax code is that of a tax region here, so that it is set on an opportunity which is there already; a default is not. */
  ownsTaxCode: boolean;
  /** To the close date of an opportunity that has none. */
  daysToClose: number;
}

export const opportunityName = (name: string): string => cut(wireLine(name) ?? name, MAX_OPPORTUNITY_NAME);

/**
 * The body of a new opportunity. What ConnectWise cannot do without and the CRM does not say is filled in: a close date some days from `today`,
 * a contact, a sales representative.
 */
export function newOpportunity(
  row: OpportunityRow,
  references: OpportunityReferences,
  context: WriteContext,
  today: Date,
): CreateBody {
  const table = configuredTable(opportunityFields, 'opportunity', context);
  const made = createBody(table, row, context);
  const own = {
    ...made.body,
    company: { id: references.companyId },
    ...(references.stands.stage ? withReference('stage', references.stageId) : {}),
    ...(references.stands.status ? withReference('status', references.statusId) : {}),
    ...ownTaxCode(references),
  };
  return completed({ ...made, body: own }, fillsOf(references, context, today));
}

/** What ConnectWise cannot do without, and what the settings have a default for. */
function fillsOf(references: OpportunityReferences, { configuration }: WriteContext, today: Date): FilledIn[] {
  const chosen = configuration.defaults;
  const { daysToClose } = references;
  const needed = (setting: keyof typeof chosen) => (chosen[setting] ? defaultOfSettings() : requiredAndNotChosen());
  const listed = (setting: keyof typeof chosen) => (chosen[setting] ? defaultOfSettings() : firstThatFits());
  const ref = (id: string | null) => (id ? { id: Number(id) } : null);
  const option = (path: string, value: unknown, because: string): FilledIn => ({
    path,
    word: opportunityOptions[path]?.word ?? path,
    value,
    because,
  });
  return [
    {
      path: 'expectedCloseDate',
      word: 'expected close date',
      value: `${daysAfter(today, daysToClose)}T00:00:00Z`,
      because: daysFromNow(daysToClose),
    },
    { path: 'contact', word: 'contact', value: { id: references.contactId }, because: requiredThere() },
    option('primarySalesRep', ref(references.salesRepId), needed('salesRepId')),
    option('stage', ref(references.stageId), needed('stageId')),
    option('status', ref(references.statusId), needed('statusId')),
    option('rating', ref(references.ratingId), defaultOfSettings()),
    option('type', ref(references.opportunityTypeId), defaultOfSettings()),
    option('taxCode', ref(references.taxCodeId), defaultOfSettings()),
    option('locationId', references.locationId ? Number(references.locationId) : null, listed('locationId')),
    option('businessUnitId', references.departmentId ? Number(references.departmentId) : null, listed('departmentId')),
  ];
}

/** What the steps of an opportunity decide beside its fields: its stage and tax code; the status follows, after the lines. */
export const standingFields = (references: OpportunityReferences) => ({
  ...withReference('stage', references.stageId),
  ...ownTaxCode(references),
});

const ownTaxCode = ({ ownsTaxCode, taxCodeId }: OpportunityReferences) =>
  withReference('taxCode', ownsTaxCode ? taxCodeId : null);

const withReference = <F extends string>(field: F, id: string | null): Partial<Record<F, { id: number }>> =>
  // A computed key of an open type widens to `string`.
  id ? ({ [field]: { id: Number(id) } } as Record<F, { id: number }>) : {};

const daysAfter = (day: Date, days: number): string =>
  new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10);
