import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { loaderOf } from '../../platform/graphql/loader.ts';
import type { RecordUrls } from '../audit/audit.resolver.ts';

export type { RecordUrls } from '../audit/audit.resolver.ts';

/** Where a record is shown in ConnectWise; the connection is read once an operation, however many records ask. */
export async function remoteUrl(
  context: Context,
  recordUrls: RecordUrls,
  entity: EntityType,
  remoteId: string | null,
): Promise<string | null> {
  if (remoteId === null) return null;
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<string, Awaited<ReturnType<RecordUrls>>>(context, 'sync.recordUrl', async (keys) => {
    const urlOf = await context.database.inWorkspace(workspaceId, (tx: Tx) => recordUrls(tx), { readOnly: true });
    return new Map(keys.map((key) => [key, urlOf]));
  });
  return (await loader.load('connection'))?.(entity, remoteId) ?? null;
}
