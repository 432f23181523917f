import type { Role } from '@causeway/shared/vocabulary';
import type { AccessRules } from '../platform/graphql/guard.ts';

/** Support staff watch and retry; everything else that changes something is an administrator's. Reading needs "viewer". */
const supportMay = [
  'syncNow',
  'syncRecord',
  'retryIssue',
  'retryIssues',
  'dismissIssue',
  'resolveMatch',
  'retryPush',
  'checkPermissions',
];

const leastRoles: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(supportMay.map((field) => [field, 'support'])),
  apiTokens: 'admin',
  disconnectPreview: 'admin',
  testFilter: 'support',
  modePreview: 'support',
};

export const accessRules: AccessRules = {
  open: ['viewer', 'signIn', 'signOut'],
  roleOf: (field) => leastRoles[field] ?? null,
};
