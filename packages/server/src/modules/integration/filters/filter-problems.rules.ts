import {
  type FilterField,
  type FilterRule,
  filterFieldOf,
  operatorsOf,
  productClasses,
} from '@causeway/shared/forms/configuration/filters';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import type { SetupFacts } from '../setup/section.ts';

/** Everything wrong with a set of rules, each problem at its field (`filters.2.values`). */
export function filterProblems(rules: readonly FilterRule[], facts: SetupFacts): Problem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index): Problem[] => {
    const at = (field: string) => `filters.${index}.${field}`;
    const known = filterFieldOf(rule);
    if (!known)
      return [problem('unknown_field', at('field'), `Records of this kind have no "${rule.field}" in this direction.`)];
    if (seen.has(rule.id))
      return [
        problem('duplicate_rule', at('field'), `There are two rules about the ${known.word}. Put them into one.`),
      ];
    seen.add(rule.id);
    if (!operatorsOf[known.kind].includes(rule.operator))
      return [problem('wrong_operator', at('operator'), `The ${known.word} cannot be compared by "${rule.operator}".`)];
    return valueProblems(rule, known, facts).map((message) => ({ ...message, field: at('values') }));
  });
}

function valueProblems(rule: FilterRule, known: FilterField, facts: SetupFacts): Problem[] {
  if (known.kind === 'date') return dayProblems(rule.values);
  if (rule.values.length === 0)
    return [problem('required', null, `Choose at least one value for the ${known.word}, or remove the rule.`)];
  if (known.kind === 'flag')
    return rule.values.every((value) => value === 'true' || value === 'false')
      ? []
      : [problem('invalid_input', null, 'Choose yes, no or both.')];
  return rule.values
    .filter((value) => !exists(value, rule, known, facts))
    .map((value) =>
      problem(
        'unknown_option',
        null,
        `There is no ${known.word} with ID ${value} any more. Refresh the lists and choose again.`,
      ),
    );
}

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const dayProblems = (values: readonly string[]): Problem[] =>
  values.length === 1 && day.test(values[0] ?? '') && !Number.isNaN(Date.parse(values[0] ?? ''))
    ? []
    : [problem('invalid_input', null, 'Enter one day, such as 2026-01-31.')];

function exists(value: string, rule: FilterRule, known: FilterField, { lists, stages }: SetupFacts): boolean {
  const source = known.sources[rule.direction];
  if (!source) return false;
  if (source === 'product_class') return productClasses.some((one) => one === value);
  if (source === 'pipeline_stage') return stages.some((stage) => stage.id === value);
  return findReference(lists[source], value) !== undefined;
}

const problem = (code: string, field: string | null, message: string): Problem => ({ code, field, message });
