import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { salesRepFor } from '../../../integration/configuration/defaults.rules.ts';
import type { CrmFactsSetup, CrmFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import type { FactValue } from '../../../integration/filters/filters.rules.ts';
import { noKeys } from '../../matching/scoring/match.rules.ts';
import { outcomeOnItsPage } from '../../messages/conflict-description.messages.ts';
import { hasNoCompany } from '../../messages/skip-reason.messages.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { derivedFields, referencesIn } from '../fields/derive.ts';
import { filtering } from '../filtering.rules.ts';
import { opportunityFields } from './opportunity.fields.ts';
import { isAnyOver, isWonSql, quoteIsNewsSql, readSale } from './opportunity.queries.ts';
import {
  lapsedInOpportunity,
  opportunityFromConnectwise,
  ownerStays,
  remarksOnOpportunity,
  resolveOpportunity,
  silentInOpportunity,
  stageIn,
  unplacedInOpportunity,
} from './opportunity-from-connectwise.ts';
import { opportunityBrokenLike, opportunityMadeOf, opportunitySameAs } from './opportunity-made-of.ts';
import { opportunityOptions } from './opportunity-options.ts';
import { ownersCome } from './owners-come.ts';

const table: LocalTable = {
  name: 'opportunity',
  columns: columnsOf(opportunityFields),
  derived: derivedFields(opportunityFields),
};

const stageHere = {
  columns: { stageId: 's.id', stage: 's.name' },
  values: ({ stageId, stage }: CrmFilterRow['values']): FactValue[] =>
    stageId ? [{ id: stageId, label: stage ?? stageId }] : [],
};

/** The member who would be its sales rep in ConnectWise. */
const salesRepHere = {
  columns: { ownerEmail: 'u.email' },
  values: ({ ownerEmail }: CrmFilterRow['values'], { lists, defaults }: CrmFactsSetup): FactValue[] => {
    const id = salesRepFor(ownerEmail ?? null, defaults, lists);
    return id ? [{ id, label: findReference(lists.member, id)?.label ?? `#${id}` }] : [];
  },
};

/** ConnectWise opportunity → CRM opportunity. */
export const opportunitySync: EntitySync<Opportunity> = {
  entity: 'opportunity',
  crm: 'opportunity',
  wire: opportunityWire,
  fields: opportunityFields,
  options: opportunityOptions,
  saleOf: readSale,
  unsentBesides: quoteIsNewsSql,
  goesWhenWon: isWonSql,
  words: { remote: 'opportunity', local: 'opportunity', many: 'opportunities', manyLocal: 'opportunities' },
  addresses: { here: 'opportunities', there: 'OpportunityFv', callbacks: 'opportunity' },
  search: {
    here: (pattern) => `select search_opportunities(${pattern})`,
    detailHere: `concat_ws(', ', (select c.name from client c where c.id = t.client_id), (select s.name from pipeline_stage s where s.id = t.stage_id))`,
    there: ['name'],
  },
  uses: {
    used: [
      [
        'exists (select from document d where d.workspace_id = t.workspace_id and d.opportunity_id = t.id)',
        'with a quote or a file',
      ],
      [
        'exists (select from activity a where a.workspace_id = t.workspace_id and a.opportunity_id = t.id)',
        'with something planned or noted',
      ],
    ],
    dependents: [],
  },
  nameFields: ['name'],
  namedThere: { property: 'name', parent: 'company' },
  sameNameWithin: 'clientId',
  naturalKeyOf: ({ company, name }) => ({ companyId: company?.id, name }),
  nameOf: (opportunity) => opportunity.name ?? `opportunity ${opportunity.id}`,
  ...filtering<Opportunity>({
    named: ['name'],
    unfit: { properties: ['company'], reason: ({ company }) => (company ? null : hasNoCompany()) },
    choices: {
      type: { there: 'type' },
      status: { there: 'status' },
      stage: { there: 'stage', here: stageHere },
      sales_rep: { there: 'primarySalesRep', here: salesRepHere },
    },
    flags: {},
    here: {
      from: 'opportunity t join pipeline_stage s on s.id = t.stage_id left join app_user u on u.id = t.owner_id',
      name: 't.name',
    },
  }),
  isDeleted: () => false,
  draft: opportunityFromConnectwise,
  references: referencesIn(opportunityFields),
  resolve: resolveOpportunity,
  silentFields: silentInOpportunity,
  standsNoMore: ownerStays,
  lapsedStandIns: lapsedInOpportunity,
  remarks: remarksOnOpportunity,
  unplaced: unplacedInOpportunity,
  placedNow: ownersCome,
  restoredElsewhere: async (tx, field, values) =>
    field === 'stageId' && (await isAnyOver(tx, values)) ? outcomeOnItsPage() : null,
  mapped: { fields: ['stageId'], from: ['remoteStageId', 'remoteStatusId'], read: stageIn },
  usesStages: true,
  // The dates belong to the stage: whoever's stage stands, that side's dates stand too.
  derive: (merged, remote, local) => {
    const from = merged.stageId === remote.stageId && merged.stageId !== local.stageId ? remote : local;
    return { ...merged, wonAt: from.wonAt ?? null, lostAt: from.lostAt ?? null };
  },
  matching: null,
  madeOf: opportunityMadeOf,
  brokenLike: opportunityBrokenLike,
  sameAs: opportunitySameAs,
  keysOf: () => noKeys,
  table,
};
