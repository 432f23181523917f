import type { CustomFieldRow } from '@causeway/shared/forms/configuration/custom-fields';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';
import { type CustomFieldOwner, fillableDefinitions, ownerWords } from './custom-field-definitions.rules.ts';

/** The custom fields that ConnectWise requires and that are neither kept in step nor given a default: it would refuse every write of such a record. */
export function requiredWithoutValue(
  chosen: readonly CustomFieldRow[],
  lists: ReferenceLists,
): { owner: CustomFieldOwner; definition: ReferenceItemRecord }[] {
  const given = new Set(chosen.map(({ remoteId }) => remoteId));
  return fillableDefinitions(lists).filter(
    ({ definition }) => definition.flags.requiredFlag && !given.has(definition.remoteId),
  );
}

export const requiredWords = (owner: CustomFieldOwner, { label }: Pick<ReferenceItemRecord, 'label'>): string =>
  `ConnectWise requires "${label}" on ${ownerWords[owner]}. Keep it in step with a custom field of the CRM, or give it a default value.`;
