import { type ContactForm as ContactInput, contactForm } from '@causeway/shared/forms/contact';
import { Checkbox, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ClientPicker } from '../../components/client-picker.tsx';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import type { Choice } from '../../components/record-picker.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';
import type { ContactQuery as Data } from '../../graphql/graphql.ts';

type Props = {
  contact?: NonNullable<Data['contact']>;
  /** The client of a new contact, when one came from its page. */
  client?: Choice | null;
  save: (input: ContactInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: (contact: { id: string }) => void;
  onCancel: () => void;
  onReload?: () => void;
};

export function ContactForm({ contact, client: given, save, onSaved, onCancel, onReload }: Props): ReactElement {
  const start = contact ? { id: contact.client.id, label: contact.client.name } : (given ?? null);
  const [client, setClient] = useState<Choice | null>(start);
  const state = useRecordForm({ schema: contactForm, initialValues: fieldsOf(contact, start), save, onSaved });
  const { form } = state;
  const chooseClient = (choice: Choice | null): void => {
    setClient(choice);
    form.setFieldValue('clientId', choice?.id ?? '');
  };
  return (
    <RecordForm
      state={state}
      thing="contact"
      submitLabel={contact ? 'Save contact' : 'Create contact'}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend="Contact">
        <TextInput label="First name" required autoComplete="off" {...form.getInputProps('firstName')} />
        <TextInput label="Last name" autoComplete="off" {...form.getInputProps('lastName')} />
        <ClientPicker
          label="Client"
          required
          value={client}
          onChange={chooseClient}
          error={form.errors.clientId ? String(form.errors.clientId) : null}
        />
        <TextInput label="Job title" autoComplete="off" {...form.getInputProps('title')} />
        <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <TextInput label="Phone" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextInput label="Extension" autoComplete="off" {...form.getInputProps('phoneExtension')} />
        <TextInput label="Mobile" type="tel" autoComplete="off" {...form.getInputProps('mobile')} />
      </FieldGroup>
      <FieldGroup legend="Status">
        <Checkbox
          label="Primary contact of the client"
          description="Used where an opportunity names no contact"
          {...form.getInputProps('isPrimary', { type: 'checkbox' })}
        />
        <Checkbox
          label="Active"
          description="Inactive contacts stay, but are not offered any more"
          {...form.getInputProps('isActive', { type: 'checkbox' })}
        />
      </FieldGroup>
    </RecordForm>
  );
}

const fieldsOf = (contact: Props['contact'], client: Choice | null) => ({
  clientId: client?.id ?? '',
  firstName: contact?.firstName ?? '',
  lastName: contact?.lastName ?? '',
  email: contact?.email ?? '',
  phone: contact?.phone ?? '',
  phoneExtension: contact?.phoneExtension ?? '',
  mobile: contact?.mobile ?? '',
  title: contact?.title ?? '',
  isPrimary: contact?.isPrimary ?? false,
  isActive: contact?.isActive ?? true,
  version: contact?.version ?? null,
});
