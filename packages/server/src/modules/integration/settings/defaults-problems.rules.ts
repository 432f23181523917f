import type { Defaults, RemoteDefault } from '@causeway/shared/forms/configuration/defaults';
import type { ReferenceKind, StageKind, SyncMode } from '@causeway/shared/vocabulary';
import type { Problem } from '../../../platform/errors.ts';
import { keysOf } from '../../../platform/typed-keys.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { isOpenStatus, isValidPlace } from '../configuration/defaults.rules.ts';
import { modeCapabilities } from '../configuration/mode.rules.ts';

/** Which list each default is chosen from, and what it is called. */
export const defaultOptions: Readonly<Record<RemoteDefault, { kind: ReferenceKind; word: string }>> = {
  locationId: { kind: 'location', word: 'location' },
  departmentId: { kind: 'department', word: 'business unit' },
  ratingId: { kind: 'rating', word: 'rating' },
  stageId: { kind: 'stage', word: 'stage' },
  statusId: { kind: 'status', word: 'status' },
  opportunityTypeId: { kind: 'opportunity_type', word: 'opportunity type' },
  salesRepId: { kind: 'member', word: 'member' },
  taxCodeId: { kind: 'tax_code', word: 'tax code' },
};

type Chosen = { readonly [F in RemoteDefault]?: string | null | undefined };

const defaultFields = keysOf(defaultOptions);

/** Everything wrong with chosen defaults: options that are gone or inactive, a closed default status, a pair ConnectWise would refuse. */
export function defaultsProblems(chosen: Chosen, lists: ReferenceLists): Problem[] {
  return [
    ...defaultFields.flatMap((field) => optionProblems(field, chosen[field], lists)),
    ...statusProblems(chosen, lists),
    ...placeProblems(chosen, lists),
  ];
}

function optionProblems(field: RemoteDefault, value: string | null | undefined, lists: ReferenceLists): Problem[] {
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

function statusProblems({ statusId }: Chosen, lists: ReferenceLists): Problem[] {
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

function placeProblems({ locationId, departmentId }: Chosen, lists: ReferenceLists): Problem[] {
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

/** The CRM stage of opportunities from ConnectWise: one of the pipeline, and an open one, or every new record would come in as won. */
export function localStageProblems(
  localStageId: string | null | undefined,
  stages: readonly { id: string; name: string; kind: StageKind }[],
): Problem[] {
  if (!localStageId) return [];
  const field = 'defaults.localStageId';
  const stage = stages.find((one) => one.id === localStageId);
  if (!stage)
    return [{ code: 'unknown_option', field, message: 'This CRM stage does not exist any more. Choose another.' }];
  if (stage.kind === 'open') return [];
  return [
    {
      code: 'closed_default_stage',
      field,
      message: `"${stage.name}" is a ${stage.kind} stage. The default must be an open one: it is what unmapped opportunities get.`,
    },
  ];
}

/** What pushes cannot do without (requirements R24 and R35); nothing is missing where nothing is pushed. */
export function missingDefaults(chosen: Defaults, mode: SyncMode, lists: ReferenceLists): Problem[] {
  const may = modeCapabilities[mode];
  if (!may.pushWon && !may.pushOpen) return [];
  const required = (['locationId', 'departmentId'] as const).filter((field) => !chosen[field]);
  const problems = required.map((field) => ({
    code: 'required',
    field: `defaults.${field}`,
    message: `Choose the ${defaultOptions[field].word} that opportunities get in ConnectWise.`,
  }));
  if (chosen.statusId || lists.status?.some((status) => status.isActive && isOpenStatus(status))) return problems;
  const message =
    'ConnectWise has no open opportunity status, and open opportunities need one. Add one there, then refresh the lists.';
  return [...problems, { code: 'no_open_status', field: 'defaults.statusId', message }];
}
