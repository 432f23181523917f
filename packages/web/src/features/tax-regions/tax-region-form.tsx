import { type TaxRegionForm as TaxRegionInput, taxRegionForm } from '@causeway/shared/forms/tax-region';
import { t } from '@lingui/core/macro';
import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';

type Props = {
  taxRegion?: { name: string; version: number; categories: readonly { name: string; rate: string }[] };
  save: (input: TaxRegionInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: (taxRegion: { id: string }) => void;
  onCancel: () => void;
  onReload?: () => void;
};

export function TaxRegionForm({ taxRegion, save, onSaved, onCancel, onReload }: Props): ReactElement {
  const taxable = taxRegion?.categories.find((category) => category.name === 'Taxable');
  const state = useRecordForm({
    schema: taxRegionForm,
    initialValues: {
      name: taxRegion?.name ?? '',
      taxableRate: taxable?.rate ?? '',
      version: taxRegion?.version ?? null,
    },
    save,
    onSaved,
  });
  return (
    <RecordForm
      state={state}
      thing={t`tax region`}
      needs="canAdminister"
      submitLabel={taxRegion ? t`Save tax region` : t`Create tax region`}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend={t`Tax region`}>
        <TextInput label={t`Name`} required {...state.form.getInputProps('name')} />
        <TextInput
          label={t`Taxable rate`}
          required
          inputMode="decimal"
          description={t`In percent, such as 7.25. Draft quotes are recalculated.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rightSection={<span aria-hidden>%</span>}
          {...state.form.getInputProps('taxableRate')}
        />
      </FieldGroup>
    </RecordForm>
  );
}
