import { t } from '@lingui/core/macro';
import { Loader, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { failureText } from './failure-text.ts';
import { inputWrapperOrder } from './form-field.tsx';
import { inSentence } from './language/language.ts';
import { Select } from './select.tsx';

/** A record to choose; `detail` tells equal names apart. */
export type Choice = { id: string; label: string; detail?: string | null | undefined };

type Props = {
  label: string;
  /** Keeps the label for screen readers only, where a column heading shows it. */
  hideLabel?: boolean;
  description?: ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  /** Shows the choice, closed. */
  readOnly?: boolean;
  clearable?: boolean;
  error?: string | null | undefined;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** What the server found for the last search. */
  choices: readonly Choice[];
  onSearch: (text: string) => void;
  fetching: boolean;
  failure?: CombinedError | undefined;
  /** What to say when nothing fits. */
  nothingFound?: string;
  size?: 'xs' | 'sm';
  onOpen?: () => void;
};

/** A select that searches on the server as you type. It shows only the first matches: typing more narrows them. */
export function RecordPicker(props: Props): ReactElement {
  const { value, choices, onChange, onSearch, failure, fetching } = props;
  const known = value && !choices.some((choice) => choice.id === value.id) ? [value, ...choices] : choices;
  const byId = new Map(known.map((choice) => [choice.id, choice]));
  return (
    <Select
      label={props.hideLabel ? undefined : props.label}
      aria-label={props.hideLabel ? props.label : undefined}
      description={props.description}
      placeholder={props.placeholder ?? t`Type to search`}
      required={props.required}
      disabled={props.disabled}
      readOnly={props.readOnly}
      variant={props.readOnly ? 'filled' : 'default'}
      inputWrapperOrder={inputWrapperOrder}
      error={props.error ?? undefined}
      size={props.size}
      searchable
      clearable={props.clearable ?? !(props.required || props.readOnly)}
      clearButtonProps={{ 'aria-label': t`Clear ${inSentence(props.label)}` }}
      data={known.map((choice) => ({ value: choice.id, label: choice.label }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(id ? (byId.get(id) ?? null) : null)}
      // The chosen label stands in the box: it is not a search.
      onSearchChange={(text) => onSearch(text === value?.label ? '' : text.trim())}
      onDropdownOpen={props.onOpen}
      filter={({ options }) => options}
      nothingFoundMessage={
        failure
          ? failureText(failure)
          : fetching
            ? t`Searching…`
            : (props.nothingFound ?? t`Nothing found. Try fewer letters.`)
      }
      rightSection={fetching ? <Loader size={14} aria-label={t`Searching`} /> : undefined}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text size="sm">{option.label}</Text>
          {byId.get(option.value)?.detail && (
            <Text size="xs" c="dimmed">
              {byId.get(option.value)?.detail}
            </Text>
          )}
        </Stack>
      )}
      maxDropdownHeight={280}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', middlewares: { flip: true, shift: true } }}
    />
  );
}
