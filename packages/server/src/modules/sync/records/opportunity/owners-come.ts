import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { resolveDefaults } from '../../../integration/configuration/defaults.rules.ts';
import { readOwnersCome } from './owners-come.queries.ts';

/** Opportunities whose sales representative had no user here and has one by now. */
export async function ownersCome(
  tx: Tx,
  connectionId: Id,
  configuration: Configuration,
  limit: number,
): Promise<string[]> {
  const lists = await readReferenceLists(tx, connectionId, ['member']);
  const { salesRepId: filled } = resolveDefaults(configuration.defaults, lists);
  return readOwnersCome(tx, connectionId, { filled, limit });
}
