import { dateTime, flag, number, text } from './shape.ts';
import { customFields, reference, type WireOf, wire } from './wire.ts';

/**
 * An opportunity. It has no amount: that is in the forecast, or the sum of its products. Won means a `status` with `wonFlag`;
 * `closedDate` may be filled on open ones too. `locationId` and `businessUnitId` are plain numbers here.
 */
export const opportunityWire = wire('opportunity', '/sales/opportunities', {
  name: text,
  expectedCloseDate: dateTime,
  type: reference,
  stage: reference,
  status: reference,
  probability: reference,
  rating: reference,
  notes: text,
  source: text,
  primarySalesRep: reference,
  locationId: number,
  businessUnitId: number,
  company: reference,
  contact: reference,
  site: reference,
  customerPO: text,
  closedDate: dateTime,
  totalSalesTax: number,
  taxCode: reference,
  customFields,
});
export type Opportunity = WireOf<typeof opportunityWire>;

export const opportunityNoteWire = wire('opportunityNote', '/sales/opportunities/{parentId}/notes', {
  opportunityId: number,
  type: reference,
  text,
  flagged: flag,
  enteredBy: text,
});
export type OpportunityNote = WireOf<typeof opportunityNoteWire>;

export const stageWire = wire('stage', '/sales/stages', {
  name: text,
  probability: reference,
  color: text,
  sequenceNumber: number,
});
export type Stage = WireOf<typeof stageWire>;

/** A tenant may have several rows with `wonFlag`, and may have renamed them: go by flags, never by name. */
export const statusWire = wire('opportunityStatus', '/sales/opportunities/statuses', {
  name: text,
  wonFlag: flag,
  lostFlag: flag,
  closedFlag: flag,
  inactiveFlag: flag,
  defaultFlag: flag,
});
export type Status = WireOf<typeof statusWire>;

/** The text is called `description` here and `name` in a reference to it. */
export const opportunityTypeWire = wire('opportunityType', '/sales/opportunities/types', {
  description: text,
  inactiveFlag: flag,
});
export type OpportunityType = WireOf<typeof opportunityTypeWire>;

export const ratingWire = wire('opportunityRating', '/sales/opportunities/ratings', { name: text, sortOrder: number });
export type Rating = WireOf<typeof ratingWire>;

export const probabilityWire = wire('salesProbability', '/sales/probabilities', { probability: number });
export type Probability = WireOf<typeof probabilityWire>;
