import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { type ReferenceLists, readReferenceLists } from '../../connection/reference-lists.ts';
import type { MappedStage } from '../../mapping/stage.rules.ts';
import type { StageMapService } from '../../mapping/stage-map.service.ts';
import { type Defaults, resolveDefaults } from '../../settings/defaults.rules.ts';
import { type ModeCapabilities, modeCapabilities } from '../../settings/mode.rules.ts';
import type { SettingsService } from '../../settings/settings.service.ts';

/** Everything chosen that a push goes by, read once an attempt, so that a change of settings meanwhile cannot split it. */
export interface PushSetup {
  may: ModeCapabilities;
  defaults: Defaults;
  stages: readonly MappedStage[];
  lists: ReferenceLists;
}

const kinds: readonly ReferenceKind[] = [
  'stage',
  'status',
  'rating',
  'opportunity_type',
  'location',
  'department',
  'member',
  'company_type',
  'company_status',
  'communication_type',
  'category',
  'subcategory',
  'product_type',
  'unit',
  'tax_code',
];

export async function readPushSetup(
  tx: Tx,
  connectionId: Id,
  services: { settings: SettingsService; stageMap: StageMapService },
): Promise<PushSetup> {
  const settings = await services.settings.of(tx, connectionId);
  const lists = await readReferenceLists(tx, connectionId, kinds);
  return {
    may: modeCapabilities[settings.mode],
    defaults: resolveDefaults(settings.defaults, lists),
    stages: await services.stageMap.rows(tx, connectionId),
    lists,
  };
}
