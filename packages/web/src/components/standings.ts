import type { SyncStanding } from '../graphql/graphql.ts';

/** How records stand to ConnectWise, as lists are narrowed by it. */
export const standings = [
  'LINKED',
  'PENDING',
  'FAILING',
  'BROKEN',
  'PAUSED',
  'NEVER',
  'NOT_SENT',
] as const satisfies readonly SyncStanding[];
