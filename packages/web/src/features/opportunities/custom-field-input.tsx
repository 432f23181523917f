import { Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';

type Props = {
  /** `type`: text, number, date, checkbox or list. */
  field: { name: string; type: string; options: readonly string[] };
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | null;
};

/** The input that fits a custom field's type. An empty one is null. */
export function CustomFieldInput({ field, value, onChange, error }: Props): ReactElement {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.type.toLowerCase()) {
    case 'checkbox':
      return (
        <Checkbox
          label={field.name}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          error={error}
        />
      );
    case 'list':
      return (
        <Select
          label={field.name}
          placeholder="None"
          clearable
          searchable
          clearButtonProps={{ 'aria-label': `Clear ${field.name}` }}
          data={text && !field.options.includes(text) ? [text, ...field.options] : [...field.options]}
          value={text || null}
          onChange={onChange}
          error={error}
        />
      );
    default:
      return (
        <TextInput
          label={field.name}
          type={field.type === 'date' ? 'date' : 'text'}
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
          error={error}
        />
      );
  }
}
