import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { diffFields, type FieldChange } from '../../audit/diff.ts';

/** What differs between two configurations, by dotted path; what is gone is null. */
export function changesBetween(before: Configuration, after: Configuration): FieldChange[] {
  const from = flatten(before);
  const to = flatten(after);
  const gone = Object.fromEntries(Object.keys(from).flatMap((path) => (path in to ? [] : [[path, null]])));
  return diffFields(from, { ...to, ...gone });
}

/** Objects become dotted paths; rows of a list that have an ID are named by it, so that their order does not matter. */
function flatten(value: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] => {
      const path = prefix ? `${prefix}.${key}` : key;
      if (Array.isArray(one) && one.length > 0 && one.every(isRow)) return one.flatMap((row) => rowEntries(row, path));
      if (Array.isArray(one) && one.length === 0) return [];
      if (typeof one === 'object' && one !== null && !Array.isArray(one)) return Object.entries(flatten(one, path));
      return [[path, one]];
    }),
  );
}

/** The first field of a row of a map is what it is known by (`stageId`). */
function rowEntries(row: Record<string, unknown>, path: string): [string, unknown][] {
  const [[, id] = [], ...rest] = Object.entries(row);
  return Object.entries(flatten(Object.fromEntries(rest), `${path}.${String(id)}`));
}

const isRow = (one: unknown): one is Record<string, unknown> =>
  typeof one === 'object' && one !== null && !Array.isArray(one);
