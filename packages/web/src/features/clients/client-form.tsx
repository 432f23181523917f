import { type ClientForm as ClientInput, clientForm } from '@causeway/shared/forms/client';
import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';

type Text = string | null | undefined;
/** What the form starts from: a client as it was read, or nothing. */
export type EditedClient = {
  name: string;
  version: number;
  identifier?: Text;
  addressLine1?: Text;
  addressLine2?: Text;
  city?: Text;
  region?: Text;
  postalCode?: Text;
  country?: Text;
  phone?: Text;
  website?: Text;
  type?: Text;
  status?: Text;
  taxRegion?: { id: string } | null | undefined;
};

type Props = {
  client?: EditedClient;
  taxRegions: readonly { id: string; name: string }[];
  save: (input: ClientInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: (client: { id: string }) => void;
  onCancel: () => void;
  onReload?: () => void;
};

export function ClientForm({ client, taxRegions, save, onSaved, onCancel, onReload }: Props): ReactElement {
  const state = useRecordForm({ schema: clientForm, initialValues: fieldsOf(client), save, onSaved });
  const { form } = state;
  return (
    <RecordForm
      state={state}
      thing="client"
      submitLabel={client ? 'Save client' : 'Create client'}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend="Client">
        <TextInput label="Name" required autoComplete="organization" {...form.getInputProps('name')} />
        <TextInput
          label="Short name"
          description="The company ID in ConnectWise"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('identifier')}
        />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Website" inputMode="url" placeholder="example.com" {...form.getInputProps('website')} />
        <TextInput label="Type" {...form.getInputProps('type')} />
        <TextInput label="Status" {...form.getInputProps('status')} />
        <Select
          label="Tax region"
          placeholder="None"
          clearable
          searchable
          clearButtonProps={{ 'aria-label': 'Clear tax region' }}
          data={taxRegions.map((region) => ({ value: region.id, label: region.name }))}
          {...form.getInputProps('taxRegionId')}
        />
      </FieldGroup>
      <FieldGroup legend="Address">
        <TextInput label="Address" {...form.getInputProps('addressLine1')} />
        <TextInput label="Address, second line" {...form.getInputProps('addressLine2')} />
        <TextInput label="Postal code" {...form.getInputProps('postalCode')} />
        <TextInput label="City" {...form.getInputProps('city')} />
        <TextInput label="State or region" {...form.getInputProps('region')} />
        <TextInput label="Country" {...form.getInputProps('country')} />
      </FieldGroup>
    </RecordForm>
  );
}

const fieldsOf = (client: EditedClient | undefined) => ({
  name: client?.name ?? '',
  identifier: client?.identifier ?? '',
  addressLine1: client?.addressLine1 ?? '',
  addressLine2: client?.addressLine2 ?? '',
  city: client?.city ?? '',
  region: client?.region ?? '',
  postalCode: client?.postalCode ?? '',
  country: client?.country ?? '',
  phone: client?.phone ?? '',
  website: client?.website ?? '',
  type: client?.type ?? '',
  status: client?.status ?? '',
  taxRegionId: client?.taxRegion?.id ?? null,
  version: client?.version ?? null,
});
