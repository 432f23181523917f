import { msg, t } from '@lingui/core/macro';
import { ActionIcon, MultiSelect, Select, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { inSentence, words } from '../../../components/language/language.ts';
import type { RuleField } from './filter-words.ts';
import classes from './scope.module.css';
import type { ScopeValues } from './scope-form.ts';

type Props = { form: UseFormReturnType<ScopeValues>; index: number; field: RuleField; kind: string };

/** One rule: the field, how it is compared, and with what. */
export function FilterRow({ form, index, field, kind }: Props): ReactElement | null {
  const rule = form.values.filters[index];
  if (!rule) return null;
  const label = t`${field.label} of ${inSentence(kind)}`;
  return (
    <div className={classes.rule}>
      <Text size="sm" fw={500} className={classes.ruleField}>
        {field.label}
      </Text>
      {field.kind === 'choice' && (
        <div className={classes.ruleOperator}>
          <Select
            size="xs"
            aria-label={t`${label}: comparison`}
            data={[
              { value: 'IS', label: t`is one of` },
              { value: 'IS_NOT', label: t`is none of` },
            ]}
            allowDeselect={false}
            {...form.getInputProps(`filters.${index}.operator`)}
          />
        </div>
      )}
      {field.kind === 'date' && (
        <Text size="sm" className={`${classes.ruleOperator} ${classes.ruleText}`}>{t`on or after`}</Text>
      )}
      <div className={classes.ruleValues}>
        <Values form={form} index={index} field={field} label={label} />
      </div>
      <ActionIcon
        className={classes.ruleRemove}
        variant="subtle"
        color="gray"
        aria-label={t`Remove the rule about the ${inSentence(label)}`}
        onClick={() => form.removeListItem('filters', index)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

type ValuesProps = { form: UseFormReturnType<ScopeValues>; index: number; field: RuleField; label: string };

function Values({ form, index, field, label }: ValuesProps): ReactElement {
  const values = form.values.filters[index]?.values ?? [];
  const path = `filters.${index}.values`;
  const set = (next: string[]): void => form.setFieldValue(path, next);
  const error = form.errors[path];
  switch (field.kind) {
    case 'choice':
      return (
        <MultiSelect
          size="xs"
          aria-label={t`${label}: values`}
          placeholder={values.length === 0 ? t`Choose` : undefined}
          data={choices(field, values)}
          value={[...values]}
          onChange={set}
          error={error}
          searchable
          hidePickedOptions
          nothingFoundMessage={t`Nothing in the list`}
        />
      );
    case 'flag':
      return (
        <Select
          size="xs"
          aria-label={t`${label}: values`}
          data={flagChoices}
          value={[...values].sort().join()}
          onChange={(picked) => picked && set(picked.split(','))}
          allowDeselect={false}
          error={error}
        />
      );
    case 'date':
      return (
        <TextInput
          size="xs"
          type="date"
          aria-label={t`${label}: first day`}
          value={values[0] ?? ''}
          onChange={(event) => set([event.currentTarget.value])}
          error={error}
          maw={180}
        />
      );
    default:
      return field.kind satisfies never;
  }
}

/** Inactive options stay choosable: records may still have them. What is gone keeps its ID until it is taken out. */
function choices(field: RuleField, values: readonly string[]): { value: string; label: string }[] {
  const known = field.options.map(({ remoteId, label, isActive }) => ({
    value: remoteId,
    label: isActive ? label : t`${label} (inactive)`,
  }));
  const gone = values.filter((value) => !known.some((option) => option.value === value));
  return [...known, ...gone.map((value) => ({ value, label: t`#${value} (no longer there)` }))];
}

const flagChoices = words([
  { value: 'false', label: msg`are excluded` },
  { value: 'false,true', label: msg`are synced too` },
  { value: 'true', label: msg`are the only ones synced` },
]);
