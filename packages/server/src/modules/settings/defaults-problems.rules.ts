import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Problem } from '../../platform/errors.ts';
import { findReference, type ReferenceLists } from '../connection/reference-lists.ts';
import { isOpenStatus, isValidPlace } from './defaults.rules.ts';

/** Which list each default is chosen from, and what it is called. */
export const defaultOptions: Readonly<Record<keyof Defaults, { kind: ReferenceKind; word: string }>> = {
  locationId: { kind: 'location', word: 'location' },
  departmentId: { kind: 'department', word: 'business unit' },
  ratingId: { kind: 'rating', word: 'rating' },
  stageId: { kind: 'stage', word: 'stage' },
  statusId: { kind: 'status', word: 'status' },
  opportunityTypeId: { kind: 'opportunity_type', word: 'opportunity type' },
  salesRepId: { kind: 'member', word: 'member' },
  taxCodeId: { kind: 'tax_code', word: 'tax code' },
};

const defaultFields = Object.keys(defaultOptions) as (keyof Defaults)[];

/** Everything wrong with chosen defaults: options that are gone or inactive, a closed default status, a pair ConnectWise would refuse. */
export function defaultsProblems(chosen: Partial<Defaults>, lists: ReferenceLists): Problem[] {
  return [
    ...defaultFields.flatMap((field) => optionProblems(field, chosen[field], lists)),
    ...statusProblems(chosen, lists),
    ...placeProblems(chosen, lists),
  ];
}

function optionProblems(field: keyof Defaults, value: string | null | undefined, lists: ReferenceLists): Problem[] {
  if (!value) return [];
  const { kind, word } = defaultOptions[field];
  const found = findReference(lists[kind], value);
  const at = `defaults.${field}`;
  if (!found)
    return [
      {
        code: 'unknown_option',
        field: at,
        message: `ConnectWise has no ${word} with ID ${value}. Refresh the lists and choose again.`,
      },
    ];
  if (found.isActive) return [];
  return [
    {
      code: 'inactive_option',
      field: at,
      message: `The ${word} "${found.label}" is inactive in ConnectWise. Choose another.`,
    },
  ];
}

function statusProblems({ statusId }: Partial<Defaults>, lists: ReferenceLists): Problem[] {
  const status = findReference(lists.status, statusId);
  if (!status || isOpenStatus(status)) return [];
  return [
    {
      code: 'closed_default_status',
      field: 'defaults.statusId',
      message: `"${status.label}" is a closed status. The default must be an open one: it is what open opportunities get.`,
    },
  ];
}

function placeProblems({ locationId, departmentId }: Partial<Defaults>, lists: ReferenceLists): Problem[] {
  if (!locationId || !departmentId || isValidPlace(locationId, departmentId, lists)) return [];
  const location = findReference(lists.location, locationId)?.label ?? locationId;
  const department = findReference(lists.department, departmentId)?.label ?? departmentId;
  return [
    {
      code: 'invalid_pair',
      field: 'defaults.departmentId',
      message: `Business unit "${department}" does not belong to location "${location}" in ConnectWise. Choose another business unit.`,
    },
  ];
}
