import type { RemoteOption } from '@causeway/shared/mapping/stage-mapping';
import type { Problem } from '../../../platform/errors.ts';
import type { CustomField } from '../../crm/custom-fields/custom-field.type.ts';

/** The custom field of opportunities that holds ConnectWise's status; the name is fixed (requirement R29). */
export const CW_STATUS = 'CW Status';

/** Why the field cannot be made: one that the field would be mistaken for is there already. Null when it can, or is there. */
export function fieldProblem(fields: readonly Pick<CustomField, 'name' | 'type'>[]): Problem | null {
  const there = fields.find((field) => field.name.toLowerCase() === CW_STATUS.toLowerCase());
  if (!there || (there.name === CW_STATUS && there.type === 'list')) return null;
  return {
    code: 'custom_field_exists',
    field: 'opportunityMapping.statusSource',
    message: `Opportunities have a custom field "${there.name}" of type ${there.type} already. Rename or remove it, then turn on "${CW_STATUS}".`,
  };
}

/** What the field offers: the statuses that ConnectWise still offers, in its order. */
export const offeredLabels = (statuses: readonly RemoteOption[]): string[] => [
  ...new Set(statuses.filter((status) => status.isActive).map((status) => status.label)),
];

/** The labels by ID as records hold them now; inactive ones too, since old records hold those. */
export const labelsById = (statuses: readonly RemoteOption[]): Record<string, string> =>
  Object.fromEntries(statuses.map((status) => [status.remoteId, status.label]));

/** Labels that ConnectWise changed since, old to new; one that is still in use as another's name is left alone. */
export function renamedLabels(
  before: Readonly<Record<string, string>>,
  statuses: readonly RemoteOption[],
): { from: string; to: string }[] {
  const now = new Set(statuses.map((status) => status.label));
  return statuses.flatMap(({ remoteId, label }) => {
    const from = before[remoteId];
    return from === undefined || from === label || now.has(from) ? [] : [{ from, to: label }];
  });
}
