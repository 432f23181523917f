import { t } from '@lingui/core/macro';
import { Autocomplete, Checkbox, Input, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { inSentence } from './language/language.ts';
import { NoteText } from './note-text.tsx';
import type { DrawnField, FieldInput, FieldNote, FormField } from './record-fields.ts';
import { Select } from './select.tsx';
import { asSentence } from './sync-words.ts';

type Props<TRecord, TData> = Omit<DrawnField<TRecord, TData>, 'input'> & {
  field: FormField<string, TRecord, TData>;
};

/** The one wrapper of every field in a record's form: its input, what is wrong with it, what is to be known of it, and why it is closed. */
export function FormFieldOf<TRecord, TData>(props: Props<TRecord, TData>): ReactElement | null {
  const { field, form, data, record, notes, errorAt } = props;
  const note = notes[field.name];
  const readOnly = note?.readOnlyBecause !== undefined;
  const input: FieldInput = {
    label: field.label,
    required: field.required ?? false,
    description: described(field.description, note),
    error: errorAt(field.name),
    readOnly,
  };
  if (field.kind === 'kept') return null;
  if (field.kind === 'drawn') return field.draw({ ...props, input });
  const shared = {
    ...input,
    inputWrapperOrder,
    variant: readOnly ? 'filled' : 'default',
    style: field.isWide ? { gridColumn: '1 / -1' } : undefined,
  };
  const lock = readOnly ? <IconLock size={14} aria-hidden /> : undefined;
  switch (field.kind) {
    case 'text': {
      const { type, inputMode, placeholder, autoComplete, suggestions } = field;
      const of = { type, inputMode, placeholder, autoComplete };
      if (suggestions)
        return (
          <Autocomplete
            {...form.getInputProps(field.name)}
            {...shared}
            placeholder={placeholder}
            data={[...suggestions]}
          />
        );
      return <TextInput {...form.getInputProps(field.name)} {...shared} {...of} rightSection={lock} />;
    }
    case 'lines':
      return <Textarea {...form.getInputProps(field.name)} {...shared} autosize minRows={3} maxRows={field.maxRows} />;
    case 'flag':
      return (
        <Checkbox
          {...form.getInputProps(field.name, { type: 'checkbox' })}
          label={input.label}
          description={input.description}
          error={input.error}
          disabled={readOnly}
        />
      );
    case 'either':
      return (
        <Input.Wrapper {...input} inputWrapperOrder={inputWrapperOrder} labelElement="div">
          <SegmentedControl
            {...form.getInputProps(field.name)}
            aria-label={field.label}
            fullWidth
            readOnly={readOnly}
            data={[...field.options]}
          />
        </Input.Wrapper>
      );
    case 'choice':
      return (
        <Select
          {...form.getInputProps(field.name)}
          {...shared}
          placeholder={field.none}
          clearable={field.none !== undefined && !readOnly}
          allowDeselect={field.none !== undefined}
          searchable={field.isSearchable ?? false}
          clearButtonProps={{ 'aria-label': t`Clear ${inSentence(field.label)}` }}
          data={[...field.options(data, record)]}
          rightSection={lock}
        />
      );
  }
}

/** What is to be known of a field stands under it. */
export const inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
];

function described(description: string | undefined, note: FieldNote | undefined): ReactNode {
  const hasNote = Boolean(note?.note ?? note?.detail ?? note?.readOnlyBecause);
  if (!hasNote || !note) return description;
  return (
    <>
      {description && `${asSentence(description)} `}
      <NoteText note={note} />
    </>
  );
}
