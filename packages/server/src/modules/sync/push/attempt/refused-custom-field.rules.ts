import type { EntityType, SetupStep } from '@causeway/shared/vocabulary';
import type { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { fillableDefinitions } from '../../../integration/mapping/custom-field-definitions.rules.ts';
import { named } from '../../messages/push-description.messages.ts';
import { customFieldRefused, customFieldsRequired, type RequiredField } from '../../messages/push-problem.messages.ts';
import type { PushSetup } from './push-setup.ts';

const requirement = /is required/i;

/**
 * ConnectWise refuses a record as a whole for a custom field that it requires, and calls it as it is called there. Here it is told which field of
 * the CRM is to be filled in, or that none stands for it; null when the error is about something else.
 */
export function refusedCustomField(
  error: ConnectWiseError,
  subject: { entity: EntityType; name: string; local: string },
  { lists, mapped }: Pick<PushSetup, 'lists' | 'mapped'>,
): { code: 'custom_field_empty' | 'invalid'; message: string; advice: string; step: SetupStep | null } | null {
  const said = [error.message, ...error.fields.map(({ message }) => message)].filter((text) => requirement.test(text));
  const fields = fillableDefinitions(lists).flatMap(
    ({ owner, definition: { remoteId, label, flags } }): RequiredField[] =>
      owner === subject.entity &&
      flags.requiredFlag &&
      said.some((text) => text.includes(`The ${label} field`) || text.includes(`"${label}"`))
        ? [{ caption: label, name: mapped.find((one) => one.remoteId === remoteId)?.name ?? null }]
        : [],
  );
  if (fields.length === 0) return refusedValue(error, subject, mapped);
  const step = fields.every(({ name }) => name !== null) ? null : 'mapping';
  return { code: 'custom_field_empty', ...customFieldsRequired(named(subject.local, subject.name), fields), step };
}

/** A value that ConnectWise does not take in a field that is kept in step: told with the field's name here. */
function refusedValue(
  error: ConnectWiseError,
  { entity, name, local }: { entity: EntityType; name: string; local: string },
  mapped: PushSetup['mapped'],
) {
  const said = error.fields.flatMap(({ field, message }) => (field?.split('/')[0] === 'customFields' ? [message] : []));
  const refused = mapped.find(
    ({ record, caption }) => record === entity && said.some((text) => text.includes(caption)),
  );
  if (!refused) return null;
  const words = { caption: refused.caption, name: refused.name, says: said.join(' ') };
  return { code: 'invalid' as const, ...customFieldRefused(named(local, name), words), step: null };
}
