import type { Role } from '@causeway/shared/vocabulary';
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

/** Support staff watch and retry. */
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
];

/** What each person changes of their own. */
const ownAffairs = ['renameMyself', 'changeMyPassword', 'endMyOtherSessions'];

/** Whatever else changes something is an administrator's; reading needs "viewer". */
const leastRoles: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(salesMay.map((field) => [field, 'sales'])),
  ...Object.fromEntries(supportMay.map((field) => [field, 'support'])),
  ...Object.fromEntries(ownAffairs.map((field) => [field, 'viewer'])),
  apiTokens: 'admin',
  syncUndo: 'admin',
  disconnectPreview: 'admin',
  people: 'admin',
  invitations: 'admin',
  securityEvents: 'admin',
  testFilter: 'support',
  companyStandings: 'support',
  modePreview: 'support',
};

export const accessRules: AccessRules = {
  open: ['viewer', 'signIn', 'signOut', 'needsSetUp', 'setUp', 'openInvitation', 'acceptInvitation'],
  roleOf: (field) => leastRoles[field] ?? null,
};
