import type { Role } from '../../graphql/graphql.ts';

/** What a token of each role may do. */
export const roleWords: Record<Role, { label: string; sentence: string }> = {
  VIEWER: { label: 'Read only', sentence: 'Reads everything except secrets; changes nothing. Right for dashboards.' },
  SALES: { label: 'Sales', sentence: 'Works on clients, opportunities, products and quotes; cannot change settings.' },
  SUPPORT: { label: 'Support', sentence: 'Reads, retries and resolves issues; cannot change settings.' },
  ADMIN: { label: 'Administrator', sentence: 'May do everything in the workspace. Give it away with care.' },
};

export const tokenRoles: Role[] = ['VIEWER', 'SUPPORT', 'ADMIN'];
