import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { resolveDefaults } from '../../integration/configuration/defaults.rules.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { requestPushes } from '../pull/write/going-out.queries.ts';
import { releaseLacking } from '../push/outbox/lacking.queries.ts';
import { forgetUnplacedStages, lookAgainAtTaxCodes, readLeftOut, releaseUnmapped } from './newly-mapped.queries.ts';
import { newlyMapped } from './newly-mapped.rules.ts';

/** Codes of pushes that wait because a map or a default names nothing for a value. */
const unmappedCodes = ['setup_missing', 'identifier_missing', 'status_missing'];

/**
 * After a save: what was left out because nothing was mapped to it follows by itself, both ways. The sweep wakes a worker. True when linked records are
 * to be looked at again.
 */
export async function wakeNewlyMapped(
  tx: Tx,
  connectionId: Id,
  before: Configuration,
  next: Configuration,
): Promise<boolean> {
  const mapped = newlyMapped(before, next);
  const may = modeCapabilities[next.mode];
  const isOtherMap = !isSame(before.productMap, next.productMap);
  const isOtherStage = mapped.stages.length > 0 || !isSame(before.defaults, next.defaults);
  if (isOtherMap || isOtherStage) await releaseUnmapped(tx, connectionId, unmappedCodes);
  if (may.pushUpdate) {
    if (isOtherMap) await releaseLacking(tx, connectionId, ['product_map', 'product_type', 'category', 'subcategory']);
    if (mapped.stages.length + mapped.taxRegions.length > 0)
      await requestPushes(tx, connectionId, 'opportunity', await readLeftOut(tx, connectionId, mapped));
  }
  if (mapped.remoteStages.length + mapped.remoteStatuses.length > 0) {
    const places = { stages: mapped.remoteStages, statuses: mapped.remoteStatuses };
    const lists = await readReferenceLists(tx, connectionId, ['stage', 'status']);
    await forgetUnplacedStages(tx, connectionId, places, resolveDefaults(before.defaults, lists));
  }
  if (mapped.taxCodes.length > 0) await lookAgainAtTaxCodes(tx, connectionId, mapped.taxCodes);
  return mapped.taxCodes.length > 0;
}
