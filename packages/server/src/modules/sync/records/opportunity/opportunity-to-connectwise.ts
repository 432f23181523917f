import type { StageKind } from '@causeway/shared/vocabulary';
import { configuredTable } from '../fields/configured-fields.ts';
import { type CreateBody, createBody } from '../fields/derive.ts';
import type { WriteContext } from '../fields/field-table.ts';
import { cut, wireLine } from '../wire-text.rules.ts';
import { MAX_OPPORTUNITY_NAME, type OpportunityFields, opportunityFields } from './opportunity.fields.ts';

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
  const { body, notSent } = createBody(configuredTable(opportunityFields, 'opportunity', context), row, context);
  return {
    body: {
      expectedCloseDate: `${daysAfter(today, references.daysToClose)}T00:00:00Z`,
      contact: { id: references.contactId },
      ...body,
      company: { id: references.companyId },
      primarySalesRep: { id: Number(references.salesRepId) },
      ...withReference('stage', references.stageId),
      ...withReference('status', references.statusId),
      ...withReference('rating', references.ratingId),
      ...withReference('type', references.opportunityTypeId),
      ...withReference('taxCode', references.taxCodeId),
      ...(references.locationId ? { locationId: Number(references.locationId) } : {}),
      ...(references.departmentId ? { businessUnitId: Number(references.departmentId) } : {}),
    },
    notSent,
  };
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
