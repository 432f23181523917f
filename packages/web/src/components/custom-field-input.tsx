import { t } from '@lingui/core/macro';
import { Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { inputWrapperOrder } from './form-field.tsx';

type Props = {
  /** `type`: text, number, date, checkbox or list. */
  field: { name: string; type: string; options: readonly string[] };
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | null;
  /** What is to be known of it, such as whether it is sent to ConnectWise. */
  description?: ReactNode;
  readOnly?: boolean;
};

/** The input that fits a custom field's type. An empty one is null. */
export function CustomFieldInput(props: Props): ReactElement {
  const { field, value, onChange, error, description, readOnly = false } = props;
  const shared = {
    label: field.name,
    description,
    error,
    readOnly,
    inputWrapperOrder,
    variant: readOnly ? 'filled' : 'default',
  };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.type.toLowerCase()) {
    case 'checkbox':
      return (
        <Checkbox
          label={field.name}
          description={description}
          error={error}
          disabled={readOnly}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'list':
      return (
        <Select
          {...shared}
          placeholder={t`None`}
          clearable={!readOnly}
          searchable
          clearButtonProps={{ 'aria-label': t`Clear ${field.name}` }}
          data={text && !field.options.includes(text) ? [text, ...field.options] : [...field.options]}
          value={text || null}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          type={field.type === 'date' ? 'date' : 'text'}
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
  }
}
