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
  'setStageOfOpportunities',
  'setOwnerOfOpportunities',
  'markOpportunityWon',
  'markOpportunityLost',
  'reopenOpportunity',
  'createActivity',
  'updateActivity',
  'completeActivity',
  'deleteActivity',
  'createProduct',
  'updateProduct',
  'createQuote',
  'updateQuote',
  'setDocumentState',
  'deleteDocument',
  'revokeDocumentLink',
  'createQuoteLink',
  'revokeQuoteLink',
];

/** Support staff watch, retry and mend links. */
const supportMay = [
  'syncNow',
  'syncRecord',
  'syncRecords',
  'reconcileNow',
  'checkCallbacks',
  'retryIssue',
  'retryIssues',
  'dismissIssue',
  'retryIssueGroup',
  'assignIssue',
  'commentIssue',
  'parkIssue',
  'unparkIssue',
  'resolveMatch',
  'retryPush',
  'checkPermissions',
  'changeLink',
  'changeLinks',
  'relinkToSurvivors',
  'undoLinkAction',
  'settleConflict',
  'repeatWebhookDelivery',
  'repeatMissedWebhookDeliveries',
];

/** What each person changes of their own. */
const ownAffairs = [
  'saveMyAlertPreference',
  'sendTestAlert',
  'renameMyself',
  'changeMyPassword',
  'endMyOtherSessions',
  'saveView',
  'deleteView',
  'endMySession',
  'switchWorkspace',
  'beginSecondFactor',
  'confirmSecondFactor',
  'renewRecoveryCodes',
  'switchOffSecondFactor',
];

/** Whatever else changes something is an administrator's; reading needs "viewer". */
const leastRoles: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(salesMay.map((field) => [field, 'sales'])),
  ...Object.fromEntries(supportMay.map((field) => [field, 'support'])),
  ...Object.fromEntries(ownAffairs.map((field) => [field, 'viewer'])),
  apiTokens: 'admin',
  accessSettings: 'admin',
  signInSettings: 'admin',
  identityProvider: 'admin',
  syncUndo: 'admin',
  disconnectPreview: 'admin',
  sandboxAccounts: 'admin',
  people: 'admin',
  invitations: 'admin',
  outbox: 'admin',
  alertSettings: 'admin',
  retentionExports: 'admin',
  erasurePreview: 'admin',
  erasures: 'admin',
  removedPeople: 'admin',
  securityEvents: 'admin',
  webhooks: 'support',
  webhook: 'support',
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
  'activities',
  'client',
  'clients',
  'contact',
  'contacts',
  'customFields',
  'document',
  'documents',
  'listedValues',
  'notSentRecords',
  'opportunities',
  'opportunity',
  'pipelineStages',
  'pipelineSums',
  'product',
  'products',
  'taxRegions',
  'users',
];

const auditReads = [
  'auditEvent',
  'auditEvents',
  'syncStatistics',
  'entityLink',
  'entityLinks',
  'entityLinkCounts',
  'linkComparison',
  'linkActions',
  'linkActionPreview',
  'recordStanding',
  'conflicts',
  'mergeSurvivors',
  'integrationHealth',
  'recordTallies',
  'waitingPushes',
  'issue',
  'issues',
  'issueGroups',
  'issueRetry',
  'issueRetries',
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
const own = ['mySessions', 'hasPassword', 'savedViews', 'myWorkspaces', 'mySecondFactor', ...ownAffairs];

/** Each of them is read by the root field of its type, whose scope counts. */
const boundByType = ['node'];

/** What a token must be made for; a read that no list names is one of the settings, as most are. */
function scopeOf(field: string, kind: 'query' | 'mutation' | 'subscription'): TokenScope | null {
  if (own.includes(field) || boundByType.includes(field)) return null;
  if (kind === 'mutation') return 'retry';
  if (kind === 'subscription' || auditReads.includes(field)) return 'audit';
  return crmReads.includes(field) ? 'crm' : 'settings';
}

export const accessRules: AccessRules = {
  open: [
    'viewer',
    'signIn',
    'confirmSignIn',
    'offeredSignIns',
    'signOut',
    'needsSetUp',
    'setUp',
    'openInvitation',
    'acceptInvitation',
    'requestPasswordReset',
    'openPasswordReset',
    'resetPassword',
  ],
  whileEnrolling: ['mySecondFactor', 'beginSecondFactor', 'confirmSecondFactor'],
  roleOf: (field) => leastRoles[field] ?? null,
  scopeOf,
  scopeOfType: { Client: 'crm', Contact: 'crm', Product: 'crm', Opportunity: 'crm', Document: 'crm' },
};
