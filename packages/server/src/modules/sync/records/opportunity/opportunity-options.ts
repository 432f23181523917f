import type { OptionProperty } from '../entity-sync.ts';

/** Properties of an opportunity that hold an option of one of ConnectWise's lists. */
export const opportunityOptions: Readonly<Record<string, OptionProperty>> = {
  primarySalesRep: { kind: 'member', word: 'sales representative', setting: 'salesRepId' },
  status: { kind: 'status', word: 'status', setting: 'statusId' },
  stage: { kind: 'stage', word: 'stage', setting: 'stageId' },
  rating: { kind: 'rating', word: 'rating', setting: 'ratingId' },
  type: { kind: 'opportunity_type', word: 'opportunity type', setting: 'opportunityTypeId' },
  locationId: { kind: 'location', word: 'location', setting: 'locationId' },
  businessUnitId: { kind: 'department', word: 'business unit', setting: 'departmentId' },
  taxCode: { kind: 'tax_code', word: 'tax code', setting: 'taxCodeId' },
};
