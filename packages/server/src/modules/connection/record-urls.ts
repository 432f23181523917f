import type { EntityType } from '@causeway/shared/vocabulary';
import type { Tx } from '../../platform/database/database.ts';
import { findActive } from './connection.queries.ts';
import { recordUrl } from './record-url.rules.ts';

/** Reads the workspace's account once and gives the function for addresses of its records in the ConnectWise web client. */
export async function recordUrls(tx: Tx): Promise<(entity: EntityType, remoteId: string) => string | null> {
  const connection = await findActive(tx);
  return (entity, remoteId) => (connection ? recordUrl(connection, entity, remoteId) : null);
}
