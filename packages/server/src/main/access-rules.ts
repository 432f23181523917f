import type { Role, TokenScope } from '@causeway/shared/vocabulary';
import type { AccessRules } from '../platform/graphql/guard.ts';

/** Sales work on records, quotes and wins. */
const salesMay = [
  'createClient',
  'updateClient',
  'createContact',
  'updateContact',
  'createOpportunity',
  'updateOpportunity',
  'markOpportunityWon',
  'markOpportunityLost',
  'reopenOpportunity',
  'createProduct',
  'updateProduct',
  'createQuote',
  'updateQuote',
  'setDocumentState',
  'deleteDocument',
  'revokeDocumentLink',
];

/** Support staff watch, retry and mend links. */
const supportMay = [
  'syncNow',
  'syncRecord',
  'reconcileNow',
  'checkCallbacks',
  'retryIssue',
  'retryIssues',
  'dismissIssue',
  'resolveMatch',
  'retryPush',
  'checkPermissions',
  'changeLink',
  'changeLinks',
  'relinkToSurvivors',
  'undoLinkAction',
  'settleConflict',
];

/** What each person changes of their own. */
const ownAffairs = ['saveMyAlertPreference', 'sendTestAlert', 'renameMyself', 'changeMyPassword', 'endMyOtherSessions'];

/** Whatever else changes something is an administrator's; reading needs "viewer". */
const leastRoles: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(salesMay.map((field) => [field, 'sales'])),
  ...Object.fromEntries(supportMay.map((field) => [field, 'support'])),
  ...Object.fromEntries(ownAffairs.map((field) => [field, 'viewer'])),
  apiTokens: 'admin',
  accessSettings: 'admin',
  syncUndo: 'admin',
  disconnectPreview: 'admin',
  people: 'admin',
  invitations: 'admin',
  outbox: 'admin',
  alertSettings: 'admin',
  securityEvents: 'admin',
  testFilter: 'support',
  searchLocalRecords: 'support',
  searchRemoteRecords: 'support',
  mergeSurvivors: 'support',
  linkActionPreview: 'support',
  companyStandings: 'support',
  modePreview: 'support',
  fieldDirectionsPreview: 'support',
};

const crmReads = [
  'client',
  'clients',
  'contact',
  'contacts',
  'customFields',
  'document',
  'documents',
  'opportunities',
  'opportunity',
  'pipelineStages',
  'product',
  'products',
  'taxRegions',
  'users',
];

const auditReads = [
  'auditEvent',
  'auditEvents',
  'syncStatistics',
  'entityLinks',
  'entityLinkCounts',
  'linkComparison',
  'linkActions',
  'linkActionPreview',
  'recordStanding',
  'conflicts',
  'mergeSurvivors',
  'integrationHealth',
  'issues',
  'syncRun',
  'syncRuns',
  'excludedRecords',
  'companyStandings',
  'latestPreview',
  'preview',
  'previewRecords',
  'matchDecisions',
  'matchPairs',
  'matchSummary',
  'unmatchedRecords',
  'driftTasks',
];

/** What concerns nobody but the person who asks; a token has none of it. */
const own = ['mySessions', ...ownAffairs];

/** What a token must be made for; a read that no list names is one of the settings, as most are. */
function scopeOf(field: string, kind: 'query' | 'mutation' | 'subscription'): TokenScope | null {
  if (own.includes(field)) return null;
  if (kind === 'mutation') return 'retry';
  if (kind === 'subscription' || auditReads.includes(field)) return 'audit';
  return crmReads.includes(field) ? 'crm' : 'settings';
}

export const accessRules: AccessRules = {
  open: ['viewer', 'signIn', 'signOut', 'needsSetUp', 'setUp', 'openInvitation', 'acceptInvitation'],
  roleOf: (field) => leastRoles[field] ?? null,
  scopeOf,
  scopeOfType: { Client: 'crm', Contact: 'crm', Product: 'crm', Opportunity: 'crm', Document: 'crm' },
};
