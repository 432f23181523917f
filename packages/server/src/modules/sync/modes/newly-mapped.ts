import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { isSame } from '../../../platform/is-same.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { resolveDefaults } from '../../integration/configuration/defaults.rules.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { readMappedRegions } from '../../integration/mapping/tax-regions.queries.ts';
import { requestPushes } from '../pull/write/going-out.queries.ts';
import { releaseLacking } from '../push/outbox/lacking.queries.ts';
import { listAll } from './changed-fields.queries.ts';
import {
  forgetUnplacedStages,
  type LeftOutOf,
  lookAgainAtTaxCodes,
  readLeftOut,
  releaseUnmapped,
} from './newly-mapped.queries.ts';
import type { NewlyMapped } from './newly-mapped.rules.ts';

/** Codes of pushes that wait because a map or a default names nothing for a value. */
const unmappedCodes = ['setup_missing', 'identifier_missing', 'status_missing'];
/** The same of a tax region whose code has ended. */
const untaxedCodes = ['tax_code_missing'];

/** After a save: what was left out because nothing was mapped to it follows by itself, both ways. The sweep wakes a worker. */
export async function wakeNewlyMapped(
  tx: Tx,
  connectionId: Id,
  { before, next, mapped }: { before: Configuration; next: Configuration; mapped: NewlyMapped },
): Promise<void> {
  const { stages, remoteStages, remoteStatuses } = mapped;
  const isOtherMap = !isSame(before.productMap, next.productMap);
  const isOther = isOtherMap || stages.length > 0 || !isSame(before.defaults, next.defaults);
  if (isOther) await releaseUnmapped(tx, connectionId, unmappedCodes);
  if (isOtherMap && modeCapabilities[next.mode].pushUpdate)
    await releaseLacking(tx, connectionId, ['product_map', 'product_type', 'category', 'subcategory']);
  await sendLeftOut(tx, connectionId, next.mode, { stages, taxRegions: [] });
  if (remoteStages.length + remoteStatuses.length > 0) {
    const lists = await readReferenceLists(tx, connectionId, ['stage', 'status']);
    const filled = resolveDefaults(before.defaults, lists);
    await forgetUnplacedStages(tx, connectionId, { stages: remoteStages, statuses: remoteStatuses }, filled);
  }
  await wakeTaxes(tx, connectionId, next.mode, mapped);
}

/** Once the mode sends edits again: an option or a map may have come meanwhile, of which no push took notice. */
export async function wakeLeftBefore(tx: Tx, connectionId: Id, next: Configuration): Promise<void> {
  await releaseLacking(tx, connectionId, null);
  const stages = next.stageMap.flatMap(({ stageId, remoteStageId, remoteStatusId }) =>
    remoteStageId || remoteStatusId ? [stageId] : [],
  );
  const regions = await readMappedRegions(tx, connectionId, next.taxMap.pairs);
  const { taxCodeId } = resolveDefaults(next.defaults, await readReferenceLists(tx, connectionId, ['tax_code']));
  await sendLeftOut(tx, connectionId, next.mode, {
    stages,
    taxRegions: regions.flatMap(({ id, taxCodeId: code }) => (code ? [id] : [])),
    instead: taxCodeId,
  });
}

/** The same of tax codes alone, which an import puts together with regions too. */
export async function wakeMappedTaxes(
  tx: Tx,
  connectionId: Id,
  mode: SyncMode,
  mapped: Pick<NewlyMapped, 'taxRegions' | 'taxCodes'>,
): Promise<void> {
  await releaseUnmapped(tx, connectionId, untaxedCodes);
  await wakeTaxes(tx, connectionId, mode, mapped);
}

async function wakeTaxes(
  tx: Tx,
  connectionId: Id,
  mode: SyncMode,
  { taxRegions, taxCodes }: Pick<NewlyMapped, 'taxRegions' | 'taxCodes'>,
): Promise<void> {
  await sendLeftOut(tx, connectionId, mode, { stages: [], taxRegions });
  if (taxCodes.length === 0) return;
  await lookAgainAtTaxCodes(tx, connectionId, taxCodes);
  if (modeCapabilities[mode].pullUpdate) await listAll(tx, connectionId);
}

async function sendLeftOut(tx: Tx, connectionId: Id, mode: SyncMode, of: LeftOutOf): Promise<void> {
  if (!modeCapabilities[mode].pushUpdate || of.stages.length + of.taxRegions.length === 0) return;
  await requestPushes(tx, connectionId, 'opportunity', await readLeftOut(tx, connectionId, of));
}
