import type { Actor } from '@causeway/server/dist/src/platform/graphql/context.js';

/** Who a benchmark acts as in its workspace. */
export const benchActor = (workspaceId: string): Actor => ({
  workspaceId,
  role: 'admin',
  userId: null,
  tokenId: null,
  name: 'bench',
  origin: { kind: 'system' },
  viaToken: false,
  expiresAt: null,
});
