import type { StageKind } from '@causeway/shared/vocabulary';
import { cut, wireLine } from '../wire-text.rules.ts';

/** An opportunity as it stands in the CRM. */
export interface OpportunityRow {
  id: string;
  name: string;
  clientId: string;
  contactId: string | null;
  stageId: string;
  stageName: string;
  stageKind: StageKind;
  /** YYYY-MM-DD */
  expectedCloseDate: string | null;
  ownerId: string | null;
  ownerEmail: string | null;
  notes: string | null;
  /** The client's. */
  taxRegionId: string | null;
  /** The value of the custom field "CW Status". */
  cwStatus: string | null;
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

/** Longest name (connectwise-api.md §3.4). */
const MAX_NAME = 100;

export const opportunityName = (name: string): string => cut(wireLine(name) ?? name, MAX_NAME);

/** The body of a new opportunity. Without an expected close date it is some days from `today`, since ConnectWise wants one. */
export const newOpportunity = (row: OpportunityRow, references: OpportunityReferences, today: Date) => ({
  ...opportunityFields(row, references, today),
  company: { id: references.companyId },
  ...withReference('status', references.statusId),
  ...withReference('rating', references.ratingId),
  ...withReference('type', references.opportunityTypeId),
  ...withReference('taxCode', references.taxCodeId),
  ...(references.locationId ? { locationId: Number(references.locationId) } : {}),
  ...(references.departmentId ? { businessUnitId: Number(references.departmentId) } : {}),
});

/** What an edit in the CRM changes on an opportunity that is there already. The status is set apart, after the lines. */
export const opportunityFields = (row: OpportunityRow, references: OpportunityReferences, today: Date) => ({
  name: opportunityName(row.name),
  expectedCloseDate: `${row.expectedCloseDate ?? daysAfter(today, references.daysToClose)}T00:00:00Z`,
  ...(row.notes?.trim() ? { notes: row.notes.trim() } : {}),
  contact: { id: references.contactId },
  primarySalesRep: { id: Number(references.salesRepId) },
  ...withReference('stage', references.stageId),
  ...ownTaxCode(references),
});

/** What a win changes on an opportunity that was linked before, where edits stay here (requirement A3): its stage and tax code; the status follows. */
export const wonFields = (references: OpportunityReferences) => ({
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
