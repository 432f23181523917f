import type { FilterFieldName } from '@causeway/shared/forms/configuration/filters';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { CrmFactsSetup, CrmFilterRow, CrmSide } from '../../integration/filters/crm-rows.queries.ts';
import {
  type EntityFilters,
  exclusionOf,
  type FactValue,
  type FilterFacts,
} from '../../integration/filters/filters.rules.ts';
import type { EntitySync } from './entity-sync.ts';

/** A choice in the CRM: SQL over its row `t`, by column, and the values that it says. */
interface ChoiceHere {
  columns: Readonly<Record<string, string>>;
  values(row: CrmFilterRow['values'], setup: CrmFactsSetup): FactValue[];
}

/** What the filters look at in a kind of record, on both sides. */
export interface Filtered<R> {
  /** The properties that `nameOf` looks at. */
  named: readonly (keyof R & string)[];
  /** Why a record can never come in, whatever the rules, and the properties that say so. */
  unfit?: { properties: readonly (keyof R & string)[]; reason(record: R): string | null };
  choices: Partial<Record<FilterFieldName, { there: keyof R & string; here?: ChoiceHere }>>;
  flags: Partial<Record<FilterFieldName, keyof R & string>>;
  here: Pick<CrmSide, 'from' | 'name'> & { isActive?: string };
}

/** What follows for the record: how it is judged on either side, and what has to be read for that. */
export function filtering<R extends WireRecord>(
  of: Filtered<R>,
): Pick<EntitySync<R>, 'excluded' | 'filterProperties' | 'crmSide'> {
  const choices = Object.entries(of.choices);
  const flags = Object.entries(of.flags);
  const { from, name, isActive = null } = of.here;
  // Most rules are about one or two fields, and every record of a page is judged.
  const asked = new WeakMap<EntityFilters, { choices: typeof choices; flags: typeof flags; isDated: boolean }>();
  const askedBy = (filters: EntityFilters) => {
    const known = asked.get(filters);
    if (known) return known;
    const rules = [...filters.chosen, ...filters.implied];
    const isAsked = ([field]: [string, unknown]) => rules.some((rule) => rule.field === field);
    const isDated = rules.some((rule) => rule.known.kind === 'date');
    const made = { choices: choices.filter(isAsked), flags: flags.filter(isAsked), isDated };
    asked.set(filters, made);
    return made;
  };
  const factsOf = (record: R, filters: EntityFilters): FilterFacts => {
    const wanted = askedBy(filters);
    const entered = wanted.isDated ? record._info?.dateEntered : null;
    return {
      choices: Object.fromEntries(
        wanted.choices.map(([field, { there }]) => [field, valuesOf(Reflect.get(record, there))]),
      ),
      flags: Object.fromEntries(
        wanted.flags.map(([field, property]) => [field, Reflect.get(record, property) === true]),
      ),
      createdAt: entered ? new Date(entered) : null,
    };
  };
  return {
    excluded: (record, filters) => exclusionOf(filters, factsOf(record, filters), of.unfit?.reason(record) ?? null),
    filterProperties: [
      ...new Set([
        ...of.named,
        ...(of.unfit?.properties ?? []),
        ...choices.map(([, { there }]) => there),
        ...flags.map(([, property]) => property),
      ]),
    ],
    crmSide: {
      from,
      name,
      isActive,
      values: Object.assign({}, ...choices.map(([, { here }]) => here?.columns ?? {})),
      facts: (row, setup): FilterFacts => ({
        choices: Object.fromEntries(
          choices.flatMap(([field, { here }]) => (here ? [[field, here.values(row.values, setup)]] : [])),
        ),
        flags: row.isActive === null ? {} : { inactive: !row.isActive },
        createdAt: row.createdAt,
      }),
    },
  };
}

/** A choice that the CRM keeps by its name. */
export const byNameHere = (column: string, sql = `t.${column}`): ChoiceHere => ({
  columns: { [column]: sql },
  values: (row) => named(row[column]),
});

/** A name as the value of a choice; an empty one is no value. */
export const named = (label: string | null | undefined): FactValue[] =>
  label?.trim() ? [{ id: null, label: label.trim() }] : [];

/** A reference, several, or a word, as values; what is empty is no value. */
function valuesOf(property: unknown): FactValue[] {
  if (Array.isArray(property)) return property.flatMap(valuesOf);
  if (typeof property === 'string') return property ? [{ id: property, label: property }] : [];
  if (typeof property !== 'object' || property === null) return [];
  const { id, name, identifier } = Object.fromEntries(Object.entries(property));
  return [{ id: String(id), label: String(name ?? identifier ?? `#${id}`) }];
}
