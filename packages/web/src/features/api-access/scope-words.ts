import { msg } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
import type { TokenScope } from '../../graphql/graphql.ts';

/** What a token of each scope may do. */
export const scopeWords: Record<TokenScope, { label: string; sentence: string }> = words({
  AUDIT: {
    label: msg`Audit log`,
    sentence: msg`Audit log, runs, issues, statistics and health. Right for dashboards.`,
  },
  CRM: { label: 'CRM', sentence: msg`Clients, contacts, products, opportunities and quotes with their files.` },
  SETTINGS: { label: msg`Settings`, sentence: msg`Settings of the integration, maps and their history.` },
  RETRY: { label: msg`Retry`, sentence: msg`Retry and settle issues, sync now. Changes no record and no setting.` },
});

export const tokenScopes: TokenScope[] = ['AUDIT', 'CRM', 'SETTINGS', 'RETRY'];
