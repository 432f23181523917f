import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { exclusionOf } from '../../../integration/filters/filters.rules.ts';
import { hasNoCompany } from '../../messages/skip-reason.messages.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { derivedFields, referencesIn } from '../fields/derive.ts';
import { valuesOf, wireFacts } from '../wire-facts.rules.ts';
import { opportunityFields } from './opportunity.fields.ts';
import {
  opportunityFromConnectwise,
  remarksOnOpportunity,
  resolveOpportunity,
  silentInOpportunity,
} from './opportunity-from-connectwise.ts';

const table: LocalTable = {
  name: 'opportunity',
  columns: columnsOf(opportunityFields),
  derived: derivedFields(opportunityFields),
};

/** ConnectWise opportunity → CRM opportunity. */
export const opportunitySync: EntitySync<Opportunity> = {
  entity: 'opportunity',
  wire: opportunityWire,
  fields: opportunityFields,
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
      opportunity.company ? null : hasNoCompany(),
    ),
  filterProperties: ['name', 'company', 'type', 'status', 'stage', 'primarySalesRep'],
  isDeleted: () => false,
  draft: opportunityFromConnectwise,
  references: referencesIn(opportunityFields),
  resolve: resolveOpportunity,
  silentFields: silentInOpportunity,
  remarks: remarksOnOpportunity,
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
