import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import type { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { named } from '../../messages/push-description.messages.ts';
import { optionRefused, type RefusedOptionWords } from '../../messages/push-problem.messages.ts';
import type { EntitySync, OptionProperty } from '../../records/entity-sync.ts';
import type { PushSetup } from './push-setup.ts';

const INACTIVE = 'is inactive';
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
    const from = sourceOf(found, remoteId, defaults);
    const text = optionRefused({
      record: named(subject.entity, subject.name),
      field: found.word,
      option: { id: remoteId, label: findReference(lists[found.kind], remoteId)?.label ?? null },
      isInactive: why.toLowerCase() === INACTIVE,
      from,
    });
    return { ...text, step: from === 'mapping' ? 'mapping' : 'scope' };
  }
  return null;
}

function sourceOf({ kind, setting }: OptionProperty, remoteId: string, defaults: Defaults): RefusedOptionWords['from'] {
  if (setting && defaults[setting] === remoteId) return 'default';
  return kind === 'member' ? 'owner' : 'mapping';
}
