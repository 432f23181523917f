import { type CustomFieldForm as CustomFieldInput, customFieldForm } from '@causeway/shared/forms/custom-field';
import { t } from '@lingui/core/macro';
import { Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { z } from 'zod';
import { inputWrapperOrder } from '../../components/form-field.tsx';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';
import type { CustomFieldRowFragment } from '../../graphql/graphql.ts';
import { choicesOf, recordWords, typeWords } from './custom-field-words.ts';

type Props = {
  field?: CustomFieldRowFragment;
  save: (input: CustomFieldInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: () => void;
  onCancel: () => void;
  onReload?: () => void;
};

type Values = { entity: string; name: string; type: string; options: string; version: number | null };

/** Options are typed one a line, and belong to a list alone: those of another type are kept in the form, and not sent. */
const typedForm = z.preprocess((values) => {
  const { options, ...rest } = values as Values;
  const lines = options.split('\n').filter((line) => line.trim());
  return { ...rest, options: rest.type === 'list' ? lines : [] };
}, customFieldForm);

/** Defines a custom field, or edits one. */
export function CustomFieldForm({ field, save, onSaved, onCancel, onReload }: Props): ReactElement {
  const initialValues: Values = {
    entity: field?.entity ?? 'client',
    name: field?.name ?? '',
    type: field?.type ?? 'text',
    options: field?.options.join('\n') ?? '',
    version: field?.version ?? null,
  };
  const state = useRecordForm({ schema: typedForm, initialValues, save, onSaved });
  const { form } = state;
  const optionsPath = Object.keys(form.errors).find((path) => path.startsWith('options'));
  return (
    <RecordForm
      state={state}
      thing={t`custom field`}
      submitLabel={field ? t`Save custom field` : t`Create custom field`}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend={t`Custom field`}>
        <TextInput
          label={t`Name`}
          required
          description={field && t`Values stay when the name changes.`}
          inputWrapperOrder={inputWrapperOrder}
          {...form.getInputProps('name')}
        />
        <Select
          label={t`On`}
          required
          allowDeselect={false}
          data={choicesOf(recordWords)}
          {...form.getInputProps('entity')}
        />
        <Select
          label={t`Type`}
          required
          allowDeselect={false}
          description={field && t`Cannot be changed while records have values in the field.`}
          inputWrapperOrder={inputWrapperOrder}
          data={choicesOf(typeWords)}
          {...form.getInputProps('type')}
        />
        {form.values.type === 'list' && (
          <Textarea
            label={t`Options`}
            required
            description={t`One per line, in the order in which they are offered`}
            inputWrapperOrder={inputWrapperOrder}
            autosize
            minRows={4}
            maxRows={16}
            style={{ gridColumn: '1 / -1' }}
            {...form.getInputProps('options')}
            error={optionsPath && form.errors[optionsPath]}
          />
        )}
      </FieldGroup>
    </RecordForm>
  );
}
