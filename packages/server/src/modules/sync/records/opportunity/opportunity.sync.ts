import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { exclusionOf } from '../../../integration/filters/filters.rules.ts';
import { CW_STATUS } from '../../../integration/mapping/cw-status.rules.ts';
import type { EntitySync, LocalTable, Reference } from '../entity-sync.ts';
import { valuesOf, wireFacts } from '../wire-facts.rules.ts';
import { opportunityFromConnectwise, remarkOnOpportunity, resolveOpportunity } from './opportunity-from-connectwise.ts';

const table: LocalTable = {
  name: 'opportunity',
  columns: [
    { field: 'name', column: 'name', type: 'text' },
    { field: 'clientId', column: 'client_id', type: 'uuid' },
    { field: 'contactId', column: 'contact_id', type: 'uuid' },
    { field: 'stageId', column: 'stage_id', type: 'uuid' },
    { field: 'expectedCloseDate', column: 'expected_close_date', type: 'date' },
    { field: 'ownerId', column: 'owner_id', type: 'uuid' },
    { field: 'notes', column: 'notes', type: 'text' },
    { field: 'wonAt', column: 'won_at', type: 'timestamptz' },
    { field: 'lostAt', column: 'lost_at', type: 'timestamptz' },
    { field: 'cwStatus', column: 'custom_fields', key: CW_STATUS, type: 'text' },
  ],
  derived: ['wonAt', 'lostAt'],
};

/** ConnectWise opportunity → CRM opportunity. */
export const opportunitySync: EntitySync<Opportunity> = {
  entity: 'opportunity',
  wire: opportunityWire,
  words: { remote: 'opportunity', local: 'opportunity', many: 'opportunities' },
  nameOf: (opportunity) => opportunity.name ?? `opportunity ${opportunity.id}`,
  excluded: (opportunity, filters) =>
    exclusionOf(
      filters,
      wireFacts(opportunity, {
        choices: {
          type: valuesOf(opportunity.type),
          status: valuesOf(opportunity.status),
          stage: valuesOf(opportunity.stage),
          sales_rep: valuesOf(opportunity.primarySalesRep),
        },
      }),
      opportunity.company ? null : 'it has no company in ConnectWise',
    ),
  filterProperties: ['name', 'company', 'type', 'status', 'stage', 'primarySalesRep'],
  isDeleted: () => false,
  draft: opportunityFromConnectwise,
  references: (draft) => [
    ...reference('clientId', 'company', 'company', draft.clientId),
    ...reference('contactId', 'contact', 'contact', draft.contactId),
  ],
  resolve: resolveOpportunity,
  remark: remarkOnOpportunity,
  usesStages: true,
  // The dates belong to the stage: whoever's stage stands, that side's dates stand too.
  derive: (merged, remote, local) => {
    const from = merged.stageId === remote.stageId && merged.stageId !== local.stageId ? remote : local;
    return { ...merged, wonAt: from.wonAt ?? null, lostAt: from.lostAt ?? null };
  },
  matching: { by: 'never', uniqueName: false, uniqueStrong: false, strongWord: '' },
  keysOf: () => ({ name: null, strong: null, domain: null, phone: null, partNumber: null, withinId: null }),
  table,
};

/** A contact that stays out keeps its opportunity out too (reading A22), with the reason. */
function reference(field: string, entity: Reference['entity'], role: string, remoteId: unknown): Reference[] {
  return typeof remoteId === 'string' ? [{ field, entity, remoteId, required: true, role }] : [];
}
