import { hash } from 'node:crypto';
import {
  type FilteredEntity,
  type FilterField,
  type FilterFieldName,
  type FilterRule,
  filterFieldOf,
  filterId,
} from '@causeway/shared/forms/configuration/filters';
import type { Direction } from '@causeway/shared/vocabulary';

/** A value that a record has for a field: by ID where its source has one, else only by its name. */
export interface FactValue {
  id: string | null;
  label: string;
}

/** What the filters look at in a record of either side; what is not known of it is left out. */
export interface FilterFacts {
  choices: Partial<Record<FilterFieldName, readonly FactValue[]>>;
  flags: Partial<Record<FilterFieldName, boolean>>;
  createdAt: Date | null;
}

/** Names the options of rules in sentences. */
export type OptionLabels = (field: FilterField, direction: Direction, value: string) => string;

interface KnownRule extends FilterRule {
  known: FilterField;
  labels: readonly string[];
}

/** The rules of one kind of record in one direction, made ready for many records. */
export interface EntityFilters {
  entity: FilteredEntity;
  direction: Direction;
  /** What an admin chose; these hold for linked records too. */
  chosen: readonly KnownRule[];
  /**
   * What goes without saying unless a rule says otherwise: deleted and inactive records of ConnectWise are excluded, and companies of a
   * status that is not in use where the settings say so. Only at the entrance.
   */
  implied: readonly KnownRule[];
  /** Deleted records are asked for, so that the deletion of a linked one breaks nothing. */
  takesDeleted: boolean;
  /** Equal for equal rules: tells whether a record was judged by these. */
  key: string;
}

/** Why a record is excluded. */
export interface Exclusion {
  /** ID of the rule, or of what can never come in: `company.in.type`, `contact.in.unfit`. */
  rule: string;
  reason: string;
  /** By a rule that an admin chose. */
  isChosen: boolean;
}

/** `withoutStatuses`: IDs of the statuses of companies that are excluded as long as no rule is about the status. */
export function filtersFor(
  entity: FilteredEntity,
  direction: Direction,
  rules: readonly FilterRule[],
  labels: OptionLabels = (_field, _direction, value) => `#${value}`,
  withoutStatuses: readonly string[] = [],
): EntityFilters {
  const own = rules.filter((rule) => rule.entity === entity && rule.direction === direction);
  const chosen = own.flatMap((rule) => known(rule, labels));
  const isFree = (field: FilterFieldName) => direction === 'in' && !own.some((rule) => rule.field === field);
  const byFlag = (['deleted', 'inactive'] as const)
    .filter(isFree)
    .flatMap((field) => known(onlyIfNot(entity, field), labels));
  const byStatus =
    entity === 'company' && isFree('status') && withoutStatuses.length > 0
      ? known(noneOf(withoutStatuses), labels)
      : [];
  const implied = [...byFlag, ...byStatus];
  const key = [...chosen, ...byStatus].map(
    (rule) =>
      `${rule.id} ${rule.operator} ${[...rule.values].sort().join(' ')}${chosen.includes(rule) ? '' : ' implied'}`,
  );
  const takesDeleted = own.some((rule) => rule.field === 'deleted' && rule.values.includes('true'));
  return { entity, direction, chosen, implied, takesDeleted, key: hash('sha1', key.sort().join('\n'), 'base64url') };
}

/** The first rule that a record fails, the admin's own first; null when it may pass. `unfit`: why it can never come in. */
export function exclusionOf(filters: EntityFilters, facts: FilterFacts, unfit: string | null = null): Exclusion | null {
  for (const rule of filters.chosen) {
    const reason = failure(rule, facts);
    if (reason) return { rule: rule.id, reason, isChosen: true };
  }
  for (const rule of filters.implied) {
    const reason = impliedFailure(rule, facts);
    if (reason) return { rule: rule.id, reason, isChosen: false };
  }
  if (!unfit) return null;
  return { rule: `${filters.entity}.${filters.direction}.unfit`, reason: unfit, isChosen: false };
}

function failure(rule: KnownRule, facts: FilterFacts): string | null {
  switch (rule.known.kind) {
    case 'choice':
      return choiceFailure(rule, facts.choices[rule.field] ?? []);
    case 'flag':
      return flagFailure(rule, facts.flags[rule.field] ?? false);
    case 'date':
      return dateFailure(rule, facts.createdAt);
    default:
      return rule.known.kind satisfies never;
  }
}

function impliedFailure(rule: KnownRule, facts: FilterFacts): string | null {
  if (rule.known.kind === 'choice') return choiceFailure(rule, facts.choices[rule.field] ?? []);
  return facts.flags[rule.field] === true ? `it is ${rule.known.word} in ConnectWise` : null;
}

function choiceFailure(rule: KnownRule, values: readonly FactValue[]): string | null {
  const hits = values.filter((value) => isOneOf(rule, value));
  const { word } = rule.known;
  if (rule.operator === 'is_not')
    return hits.length === 0 ? null : `its ${word} is ${named(hits)}, which is not synced`;
  if (hits.length > 0) return null;
  const has = values.length === 0 ? `it has no ${word}` : `its ${word} is ${named(values)}`;
  return `${has}, and only ${list(rule.labels)} ${rule.labels.length === 1 ? 'is' : 'are'} synced`;
}

function flagFailure(rule: KnownRule, value: boolean): string | null {
  if (rule.values.includes(String(value))) return null;
  const { word } = rule.known;
  return value
    ? `it is ${word}, and ${word} ones are not synced`
    : `it is not ${word}, and only ${word} ones are synced`;
}

function dateFailure(rule: KnownRule, createdAt: Date | null): string | null {
  const from = rule.values[0] ?? '';
  if (createdAt === null) return `its ${rule.known.word} is not known, and only records from ${from} on are synced`;
  const day = createdAt.toISOString().slice(0, 10);
  return day >= from ? null : `it was created on ${day}, and only records from ${from} on are synced`;
}

/** By ID; by name where one of the sides has no ID, as the CRM's client types. */
function isOneOf(rule: KnownRule, value: FactValue): boolean {
  if (value.id !== null) return rule.values.includes(value.id);
  return rule.labels.some((label) => label.toLowerCase() === value.label.toLowerCase());
}

const onlyIfNot = (entity: FilteredEntity, field: 'deleted' | 'inactive'): FilterRule => ({
  id: filterId({ entity, direction: 'in', field }),
  entity,
  field,
  direction: 'in',
  operator: 'is',
  values: ['false'],
});

const noneOf = (values: readonly string[]): FilterRule => ({
  id: filterId({ entity: 'company', direction: 'in', field: 'status' }),
  entity: 'company',
  field: 'status',
  direction: 'in',
  operator: 'is_not',
  values: [...values],
});

function known(rule: FilterRule, labels: OptionLabels): KnownRule[] {
  const field = filterFieldOf(rule);
  if (!field) return [];
  const named = field.kind === 'choice' ? rule.values.map((value) => labels(field, rule.direction, value)) : [];
  return [{ ...rule, known: field, labels: named }];
}

const named = (values: readonly FactValue[]): string => list(values.map((value) => value.label));

/** `Client`, `Client and Prospect`, `Client, Prospect and Owner`. */
function list(words: readonly string[]): string {
  if (words.length === 0) return 'nothing';
  const last = words.at(-1);
  return words.length === 1 ? String(last) : `${words.slice(0, -1).join(', ')} and ${last}`;
}
