import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { modeCapabilities } from '../configuration/mode.rules.ts';
import { requiredWithoutValue, requiredWords } from '../mapping/required-custom-fields.rules.ts';
import type { SetupFacts } from '../setup/section.ts';
import type { DriftTask } from './drift-task.ts';

/** Custom fields that ConnectWise requires and for which nothing is sent: told before the first push fails for it. */
export function customFieldTasks({ customFields, mode }: Configuration, { lists }: SetupFacts): DriftTask[] {
  const may = modeCapabilities[mode];
  if (!may.pushWon && !may.pushOpen) return [];
  return requiredWithoutValue(customFields, lists).map(({ owner, definition }) => ({
    key: `customFields:custom_field:${definition.remoteId}`,
    code: 'custom_field_required',
    section: 'customFields',
    step: 'mapping',
    kind: 'custom_field',
    remoteId: definition.remoteId,
    label: definition.label,
    fields: [],
    usedBy: [],
    message: requiredWords(owner, definition),
    advice: 'Open Settings, Integrations, Mapping, Custom fields; records that need it wait until then.',
    holdsBack: true,
    canAccept: false,
    stageIds: null,
    taxRegionIds: null,
  }));
}
