import { connectWiseLengths } from '@causeway/shared/connectwise-lengths';
import type { Opportunity } from '../../../../connectwise/wire/opportunity.ts';
import type { OpportunityTable } from '../../../../platform/database/schema.ts';
import type { OpportunityEntity } from '../../../crm/opportunities/opportunity.entity.ts';
import { resolveDefaults } from '../../../integration/configuration/defaults.rules.ts';
import { CW_STATUS } from '../../../integration/mapping/cw-status.rules.ts';
import { unmappedStays } from '../../messages/synced-field.messages.ts';
import { noUserForMember } from '../../messages/unplaced.messages.ts';
import type { FieldTable, SyncedFieldsOf } from '../fields/field-table.ts';
import { neverEmpty, reference, text } from '../fields/fields.ts';

/** Dates of the stage as text, and the custom field that the sync keeps. */
type Own = Record<'wonAt' | 'lostAt' | 'cwStatus', string | null>;

export type OpportunityFields = Omit<SyncedFieldsOf<OpportunityEntity>, 'customValues' | keyof Own> & Own;

/** Longest name (connectwise-api.md §3.4). */
export const MAX_OPPORTUNITY_NAME = connectWiseLengths.opportunity.name;

const standing = { by: 'resolveOpportunity' };

/** Opportunity of the CRM ↔ opportunity of ConnectWise. Stage and status are decided together (`stage-plan.rules.ts`). */
export const opportunityFields: FieldTable<OpportunityFields, Opportunity, OpportunityTable> = {
  name: text('Name', 'name', 'name', {
    max: MAX_OPPORTUNITY_NAME,
    required: true,
    cut: true,
    out: neverEmpty('an opportunity has a name'),
  }),
  clientId: reference('Client', 'client_id', 'company', 'company', {
    required: true,
    out: neverEmpty('an opportunity belongs to a company'),
  }),
  contactId: reference('Contact', 'contact_id', 'contact', 'contact', {
    out: neverEmpty('ConnectWise wants a contact for each opportunity'),
  }),
  stageId: {
    label: 'Stage',
    column: 'stage_id',
    type: 'uuid',
    place: { kind: 'several', paths: ['stage', 'status'] },
    in: standing,
    out: neverEmpty('an opportunity has a stage'),
    stays: unmappedStays(),
  },
  expectedCloseDate: {
    label: 'Expected close date',
    column: 'expected_close_date',
    type: 'date',
    place: { kind: 'scalar', paths: ['expectedCloseDate'] },
    // Dates come as midnight UTC and are not shifted.
    in: { read: (opportunity) => opportunity.expectedCloseDate?.slice(0, 10) ?? null },
    out: neverEmpty('ConnectWise wants an expected close date'),
    write: ({ expectedCloseDate }) => ({
      set: { expectedCloseDate: expectedCloseDate ? `${expectedCloseDate}T00:00:00Z` : undefined },
    }),
  },
  ownerId: {
    label: 'Owner',
    column: 'owner_id',
    type: 'uuid',
    place: { kind: 'scalar', paths: ['primarySalesRep'] },
    in: standing,
    out: neverEmpty('ConnectWise wants a sales representative'),
    nothingHere: noUserForMember(),
    isFilledIn: ({ primarySalesRep }, { configuration, lists }) =>
      resolveDefaults(configuration.defaults, lists).salesRepId === String(primarySalesRep?.id),
    write: ({ ownerId }, { memberIdOf }) => {
      const memberId = ownerId ? memberIdOf(ownerId) : undefined;
      return memberId === undefined
        ? { not: 'no active member of ConnectWise has the e-mail address of the owner', lacks: 'member' }
        : { set: { primarySalesRep: { id: memberId } } };
    },
  },
  notes: text('Notes', 'notes', 'notes', { multiline: true }),
  wonAt: stageDate('Won on', 'won_at'),
  lostAt: stageDate('Lost on', 'lost_at'),
  cwStatus: {
    label: 'CW Status',
    column: 'custom_fields',
    key: CW_STATUS,
    type: 'text',
    place: { kind: 'several', paths: ['status'] },
    in: standing,
    out: neverEmpty('every opportunity has a status in ConnectWise'),
  },
};

function stageDate<const C extends string>(label: string, column: C) {
  return {
    label,
    column,
    type: 'timestamptz' as const,
    place: { kind: 'several' as const, paths: ['status'] as const },
    in: standing,
    out: {
      create: false,
      update: false,
      clear: { not: 'it follows from the stage' },
      because: 'ConnectWise sets the date when the status closes the opportunity',
    } as const,
    derived: true as const,
  };
}
