import type { Role } from '../graphql/graphql.ts';

export const roleNames: Record<Role, string> = {
  ADMIN: 'Administrator',
  SALES: 'Sales',
  SUPPORT: 'Support',
  VIEWER: 'Viewer',
};
