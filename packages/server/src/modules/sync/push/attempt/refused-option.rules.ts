import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import type { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import type { EntitySync, OptionProperty } from '../../records/entity-sync.ts';
import type { PushSetup } from './push-setup.ts';

/** "Member 2 is inactive", "Status 7 not found". */
const refusal = /(\d+) (is inactive|not found)/i;

/**
 * ConnectWise refuses an option by its number alone. Here it is told by its name, with the field that it stands in and the setting, or the value
 * here, that it comes from; null when the error is about something else.
 */
export function refusedOption(
  error: ConnectWiseError,
  subject: { entity: EntityType; name: string; options: EntitySync['options'] },
  { lists, defaults }: Pick<PushSetup, 'lists' | 'defaults'>,
): { message: string; advice: string; step: SetupStep } | null {
  for (const { field, message } of error.fields) {
    const found = subject.options[field?.split('/')[0] ?? ''];
    const [, remoteId, why] = refusal.exec(message) ?? [];
    if (!found || !remoteId || !why) continue;
    const label = findReference(lists[found.kind], remoteId)?.label;
    const name = label ? `"${label}" (ID ${remoteId})` : `with ID ${remoteId}`;
    const state = why.toLowerCase() === 'is inactive' ? 'is inactive' : 'is not there any more';
    return {
      message: `ConnectWise did not take ${subject.entity} "${subject.name}": its ${found.word} ${name} ${state} in ConnectWise.`,
      ...remedyOf(found, remoteId, defaults),
    };
  }
  return null;
}

function remedyOf({ kind, word, setting }: OptionProperty, remoteId: string, defaults: Defaults) {
  if (setting && defaults[setting] === remoteId)
    return {
      advice: `It is the default ${word}. Choose another default ${word} in Settings, Integrations, What to sync, or activate it in ConnectWise. Then retry.`,
      step: 'scope' as const,
    };
  if (kind === 'member')
    return {
      advice:
        'It is the member who has the e-mail address of the owner here. Give the opportunity another owner, or activate the member in ConnectWise. Then retry.',
      step: 'scope' as const,
    };
  return {
    advice: `Refresh the lists in Settings, Integrations, Mapping, and choose another ${word} there or on the record, or activate it in ConnectWise. Then retry.`,
    step: 'mapping' as const,
  };
}
