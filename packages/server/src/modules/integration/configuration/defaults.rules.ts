import { type Defaults, defaultsSchema } from '@causeway/shared/forms/configuration/defaults';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';

const noDefaults: Defaults = defaultsSchema.parse({});

/** The choices completed: first what was chosen, then what ConnectWise marks as its own default. Rating, type and tax code stay unset. */
export function resolveDefaults(chosen: Partial<Defaults>, lists: ReferenceLists): Defaults {
  const place = resolvePlace(chosen, lists);
  return {
    ...noDefaults,
    ...chosen,
    ...place,
    stageId: chosen.stageId ?? firstActive(lists.stage)?.remoteId ?? null,
    statusId: chosen.statusId ?? defaultOpenStatus(lists.status)?.remoteId ?? null,
    salesRepId: chosen.salesRepId ?? apiMember(lists.member)?.remoteId ?? null,
  };
}

/** The owner's member by e-mail, else the default one. Inactive members cannot own an opportunity. */
export const salesRepFor = (ownerEmail: string | null, defaults: Defaults, lists: ReferenceLists): string | null =>
  memberFor(ownerEmail, lists) ?? defaults.salesRepId;

/** The active member with this e-mail address. */
export function memberFor(email: string | null, lists: ReferenceLists): string | null {
  const wanted = email?.toLowerCase();
  const match = wanted ? active(lists.member).find((m) => emailOf(m) === wanted) : undefined;
  return match?.remoteId ?? null;
}

/** An open status: not closed, won or lost. */
export const isOpenStatus = (row: ReferenceItemRecord): boolean =>
  !row.flags.closedFlag && !row.flags.wonFlag && !row.flags.lostFlag;

/** Whether the department belongs to the location; true when ConnectWise names no departments for it. */
export function isValidPlace(locationId: string, departmentId: string, lists: ReferenceLists): boolean {
  const allowed = departmentIdsOf(findReference(lists.location, locationId));
  return allowed.length === 0 || allowed.includes(departmentId);
}

/** ConnectWise's licence class of API members is A; a list without one falls back to its first member. */
function apiMember(members: readonly ReferenceItemRecord[] | undefined): ReferenceItemRecord | undefined {
  const usable = active(members);
  return usable.find((m) => m.flags.licenseClass === 'A') ?? usable[0];
}

function defaultOpenStatus(statuses: readonly ReferenceItemRecord[] | undefined): ReferenceItemRecord | undefined {
  const open = active(statuses).filter(isOpenStatus);
  return open.find((s) => s.flags.defaultFlag) ?? open[0];
}

function resolvePlace(chosen: Partial<Defaults>, lists: ReferenceLists): Pick<Defaults, 'locationId' | 'departmentId'> {
  if (chosen.locationId && chosen.departmentId)
    return { locationId: chosen.locationId, departmentId: chosen.departmentId };
  const locations = active(lists.location);
  const departments = active(lists.department);
  for (const location of chosen.locationId ? locations.filter((l) => l.remoteId === chosen.locationId) : locations) {
    const fitting = departments.find(
      (d) =>
        (!chosen.departmentId || d.remoteId === chosen.departmentId) &&
        isValidPlace(location.remoteId, d.remoteId, lists),
    );
    if (fitting) return { locationId: location.remoteId, departmentId: fitting.remoteId };
  }
  return { locationId: chosen.locationId ?? null, departmentId: chosen.departmentId ?? null };
}

const active = (rows: readonly ReferenceItemRecord[] | undefined): readonly ReferenceItemRecord[] =>
  rows?.filter((row) => row.isActive) ?? [];

const firstActive = (rows: readonly ReferenceItemRecord[] | undefined) => active(rows)[0];

const emailOf = (member: ReferenceItemRecord): string | null => member.flags.email?.toLowerCase() ?? null;

const departmentIdsOf = (location: ReferenceItemRecord | undefined): string[] => location?.flags.departmentIds ?? [];
