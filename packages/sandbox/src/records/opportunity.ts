import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { opportunityRules } from '../rules/opportunity.rules.ts';
import { opportunityTeamRules } from '../rules/opportunity-team.rules.ts';

const underOpportunity = { record: 'opportunities', field: 'opportunityId' };

/** Opportunities and their look-ups (§3.4, §3.5). */
export const opportunityRecords: readonly RecordDefinition[] = [
  defineRecord('opportunities', {
    path: '/sales/opportunities',
    resource: 'opportunity',
    schema: 'Opportunity',
    fields: `
    name*:str100, expectedCloseDate+:date, type:->opportunityTypes, stage:->stages, status:->opportunityStatuses,
    priority:->opportunityPriorities, notes:str, probability:->probabilities, source:str50,
    rating:->ratings, campaign:->campaigns, primarySalesRep*:->members, secondarySalesRep:->members,
    locationId+:int, businessUnitId+:int, company*:->companies, contact*:->contacts, site:->sites, customerPO:str25,
    pipelineChangeDate:dt, dateBecameLead:dt, closedDate:dt, closedBy:->members, totalSalesTax:num ro,
    shipToCompany:->companies, shipToContact:->contacts, shipToSite:->sites, billToCompany:->companies,
    billToContact:->contacts, billToSite:->sites, billingTerms:->billingTerms, taxCode:->taxCodes, currency:->currencies,
    companyLocationId:int, technicalContact:->contacts, customFields:custom`,
    indexed: ['company', 'contact', 'site'],
    keys: [],
    callbackType: 'opportunity',
    customFieldPod: 'opportunity_overview',
    infoLinks: (id) => ({
      notes_href: `/sales/opportunities/${id}/notes`,
      contacts_href: `/sales/opportunities/${id}/contacts`,
      team_href: `/sales/opportunities/${id}/team`,
      forecast_href: `/sales/opportunities/${id}/forecast`,
      products_href: `/procurement/products?conditions=opportunity/id=${id}`,
      documents_href: `/system/documents?recordType=Opportunity&recordId=${id}`,
    }),
    rules: opportunityRules,
  }),
  defineRecord('opportunityNotes', {
    path: '/sales/opportunities/{parentId}/notes',
    parent: underOpportunity,
    resource: 'opportunityNote',
    schema: 'OpportunityNote',
    fields: 'opportunityId:int, type:->noteTypes, text*:str, flagged:bool, enteredBy:str ro, mobileGuid:uuid ro',
    rules: {
      beforeSave: (draft, context) => {
        context.stampEnteredBy(draft);
        context.stampGuid(draft, 'mobileGuid');
      },
    },
  }),
  defineRecord('opportunityTypes', {
    path: '/sales/opportunities/types',
    resource: 'opportunityType',
    schema: 'OpportunityType',
    href: 'type',
    label: (row) => ({ name: row.description }),
    labelFields: ['description'],
    keys: ['description'],
    usages: true,
    info: { typeName: 'OpportunityTypeInfo', fields: ['description', 'inactiveFlag'] },
    fields: 'description*:str50, inactiveFlag:bool, connectWiseId:str',
  }),
  defineRecord('opportunityStatuses', {
    path: '/sales/opportunities/statuses',
    resource: 'opportunityStatus',
    schema: 'OpportunityStatus',
    href: 'status',
    usages: true,
    info: { typeName: 'OpportunityStatusInfo', fields: ['closedFlag', 'inactiveFlag', 'name'] },
    fields: `name*:str30, wonFlag:bool, lostFlag:bool, closedFlag:bool, inactiveFlag:bool, defaultFlag:bool,
      enteredBy:str ro, dateEntered:dt ro, connectWiseId:str ro`,
    rules: {
      beforeSave: (draft, context) => {
        context.stampEnteredBy(draft);
        draft.dateEntered ??= context.nowSeconds;
      },
    },
  }),
  defineRecord('stages', {
    path: '/sales/stages',
    resource: 'opportunityStage',
    schema: 'OpportunityStage',
    href: 'stage',
    usages: true,
    info: { typeName: 'OpportunityStageInfo', fields: ['name', 'probability', 'color', 'sequenceNumber'] },
    fields: 'name*:str50, probability:->probabilities, color:str25, sequenceNumber:int, connectWiseId:str',
  }),
  defineRecord('ratings', {
    path: '/sales/opportunities/ratings',
    resource: 'opportunityRating',
    schema: 'OpportunityRating',
    href: 'rating',
    info: { typeName: 'OpportunityRatingInfo', fields: ['name', 'sortOrder'] },
    fields: 'name*:str50, sortOrder:int, connectWiseId:str',
  }),
  defineRecord('probabilities', {
    path: '/sales/probabilities',
    resource: 'probability',
    schema: 'SalesProbability',
    label: (row) => ({ name: String(row.probability ?? '') }),
    labelFields: ['probability'],
    info: { typeName: 'SalesProbabilityInfo', fields: ['probability'] },
    fields: 'probability*:int',
  }),
  defineRecord('salesRoles', {
    path: '/sales/roles',
    resource: 'role',
    schema: 'Role',
    fields: 'name*:str50',
  }),
  defineRecord('salesTeams', {
    path: '/sales/salesTeams',
    resource: 'salesTeam',
    schema: 'SalesTeam',
    label: (row) => ({ identifier: row.salesTeamIdentifier }),
    labelFields: ['salesTeamIdentifier'],
    fields: `salesTeamIdentifier*:str20, salesTeamDescription*:str50, salesTeamLocation*:->locations, inactiveFlag:bool,
      connectWiseId:str ro`,
  }),
  defineRecord('salesTeamMembers', {
    path: '/sales/salesTeams/{parentId}/members',
    parent: { record: 'salesTeams', field: 'salesTeamId' },
    resource: 'salesTeamMember',
    schema: 'SalesTeamMember',
    fields: `salesTeamId:int wo, member*:->members, location:->locations, department:->departments,
      allowAccessFlag:bool`,
  }),
  defineRecord('opportunityContacts', {
    path: '/sales/opportunities/{parentId}/contacts',
    parent: underOpportunity,
    resource: 'opportunityContact',
    schema: 'OpportunityContact',
    indexed: ['contact'],
    fields: `contact*:->contacts, company:->companies, role:->salesRoles, notes:str, referralFlag:bool,
      opportunityId:int, phoneNumber:str ro, emailAddress:str ro`,
  }),
  defineRecord('opportunityTeam', {
    path: '/sales/opportunities/{parentId}/team',
    parent: underOpportunity,
    resource: 'team',
    schema: 'Team',
    fields: `type*:Individual|Team, member:->members, salesTeam:->salesTeams, commissionPercent:int, referralFlag:bool,
      opportunityId:int, responsibleFlag:bool`,
    rules: opportunityTeamRules,
  }),
  // Served by http/forecast-operations.ts, which wraps the items in one Forecast object (§3.6).
  defineRecord('forecastItems', {
    resource: 'forecastItem',
    schema: 'ForecastItem',
    indexed: ['opportunity'],
    fields: `
    forecastDescription:str50, opportunity*:->opportunities, quantity:num, bill:str, quantityCancelled:num,
    teStatusID:int, billingLogRecID:int, convertedRecID:int, convertedAGRDetailRecID:int, status*:->opportunityStatuses,
    catalogItem:->catalog, productDescription:str, productClass:str, revenue:num, cost:num, margin:num, percentage:int,
    includeFlag:bool, quoteWerksDocNo:str20, quoteWerksDocName:str255, quoteWerksQuantity:int,
    forecastType*:Other1|Other2|Agreement|Product|Service, linkFlag:bool, recurringRevenue:num, recurringCost:num,
    recurringDateStart:dt, recurringDateEnd:dt, billCycle:->billingCycles, cycleBasis:str, cycles:int,
    recurringFlag:bool, sequenceNumber:num, subNumber:int, taxableFlag:bool`,
  }),
];
