import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { MappedStage, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import type { ReferenceKind, StageKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type ReferenceLists, readReferenceLists } from '../../../connection/reference-lists.ts';
import { type Forgotten, readForgotten } from '../../../connection/restored.queries.ts';
import { resolveDefaults } from '../../../integration/configuration/defaults.rules.ts';
import { type ModeCapabilities, modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { readCustomFieldPairs } from '../../../integration/mapping/mapped-custom-fields.queries.ts';
import type { MappedCustomField, UnfitCustomField } from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import { readStageMapping } from '../../../integration/mapping/stage-mapping.queries.ts';
import type { MappedRegion } from '../../../integration/mapping/tax-map.rules.ts';
import { readMappedRegions } from '../../../integration/mapping/tax-regions.queries.ts';

/** Everything chosen that a push goes by, read once an attempt, so that a change of settings meanwhile cannot split it. */
export interface PushSetup {
  configuration: Configuration;
  may: ModeCapabilities;
  /** The configuration's, completed from ConnectWise's own flags. */
  defaults: Defaults;
  mapping: StageMapping;
  taxRegions: readonly MappedRegion[];
  lists: ReferenceLists;
  /** The custom fields that are kept in step. */
  mapped: readonly MappedCustomField[];
  /** Those that do not fit any more. */
  unfit?: readonly UnfitCustomField[];
  /** When what was pushed is not known here any more, since the installation was restored from a backup. */
  forgotten: Forgotten | null;
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
  'billing_cycle',
  'tax_code',
  'country',
  'custom_field',
];

export async function readPushSetup(
  tx: Tx,
  connectionId: Id,
  services: { settings: SettingsService },
): Promise<PushSetup> {
  const { configuration } = await services.settings.of(tx, connectionId);
  const lists = await readReferenceLists(tx, connectionId, kinds);
  return {
    configuration,
    may: modeCapabilities[configuration.mode],
    defaults: resolveDefaults(configuration.defaults, lists),
    mapping: await readStageMapping(tx, configuration, lists),
    taxRegions: await readMappedRegions(tx, connectionId, configuration.taxMap.pairs),
    lists,
    ...(await readCustomFieldPairs(tx, connectionId, configuration)),
    forgotten: await readForgotten(tx, connectionId),
  };
}

/** The stage of an opportunity with what it is mapped to; one that was added since the set-up was read is mapped to nothing. */
export const stageOf = (
  { mapping }: PushSetup,
  row: { stageId: Id; stageName: string; stageKind: StageKind },
): MappedStage =>
  mapping.stages.find((s) => s.id === row.stageId) ?? {
    id: row.stageId,
    name: row.stageName,
    kind: row.stageKind,
    position: 0,
    remoteStageId: null,
    remoteStatusId: null,
  };
