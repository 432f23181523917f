import { t } from '@lingui/core/macro';
import { Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconFlask, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { inSentence } from '../../../components/language/language.ts';
import type { Direction, EntityType, FilterRuleInput, InactiveCompanies } from '../../../graphql/graphql.ts';
import { FilterRow } from './filter-row.tsx';
import { FilterTest } from './filter-test.tsx';
import { newRule, ruleFields, standardText } from './filter-words.ts';
import type { Options, ScopeValues } from './scope-form.ts';

type Props = {
  entity: EntityType;
  label: string;
  direction: Direction;
  form: UseFormReturnType<ScopeValues>;
  options: Options;
};

/** The rules of one kind of record, and what they come to when they are tried. */
export function FilterGroup({ entity, label, direction, form, options }: Props): ReactElement {
  const [tested, setTested] = useState<{ rules: FilterRuleInput[]; inactiveCompanies: InactiveCompanies } | null>(null);
  const { inactiveCompanies } = form.values.options;
  const rows = form.values.filters
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.entity === entity && rule.direction === direction);
  const rules = rows.map(({ rule }) => rule);
  const fields = ruleFields(entity, direction, options);
  const free = fields.filter((field) => !rules.some((rule) => rule.field === field.name));
  const standard = standardText(entity, direction, rules, inactiveCompanies);
  return (
    <section aria-label={t`Filters of ${inSentence(label)}`}>
      <Group justify="space-between" gap="xs">
        <Title order={3}>{label}</Title>
        <Group gap="xs">
          <Menu position="bottom-end" disabled={free.length === 0}>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                disabled={free.length === 0}
                aria-label={t`Add rule for ${inSentence(label)}`}
              >{t`Add rule`}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {free.map((field) => (
                <Menu.Item
                  key={field.name}
                  onClick={() => form.insertListItem('filters', newRule(entity, direction, field))}
                >
                  {field.label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFlask size={14} aria-hidden />}
            onClick={() => setTested({ rules, inactiveCompanies })}
            aria-label={t`Test the filters of ${inSentence(label)}`}
          >{t`Test`}</Button>
        </Group>
      </Group>
      <Stack gap="xs" mt={4}>
        {rows.map(({ rule, index }) => {
          const field = fields.find((one) => one.name === rule.field);
          return field && <FilterRow key={rule.field} form={form} index={index} field={field} kind={label} />;
        })}
        {standard && (
          <Text size="sm" c="dimmed">
            {standard}
          </Text>
        )}
      </Stack>
      {tested && <FilterTest entity={entity} direction={direction} {...tested} onClose={() => setTested(null)} />}
    </section>
  );
}
