import type { TokenScope } from '../../graphql/graphql.ts';

/** What a token of each scope may do. */
export const scopeWords: Record<TokenScope, { label: string; sentence: string }> = {
  AUDIT: { label: 'Audit log', sentence: 'Audit log, runs, issues, statistics and health. Right for dashboards.' },
  CRM: { label: 'CRM', sentence: 'Clients, contacts, products, opportunities and quotes with their files.' },
  SETTINGS: { label: 'Settings', sentence: 'Settings of the integration, maps and their history.' },
  RETRY: { label: 'Retry', sentence: 'Retry and settle issues, sync now. Changes no record and no setting.' },
};

export const tokenScopes: TokenScope[] = ['AUDIT', 'CRM', 'SETTINGS', 'RETRY'];
