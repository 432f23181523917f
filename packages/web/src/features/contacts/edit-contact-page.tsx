import type { ContactForm } from '@causeway/shared/forms/contact';
import { t } from '@lingui/core/macro';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { typedCustomFields } from '../../components/custom-fields.tsx';
import { editVariablesOfClient } from '../../components/edit-variables.ts';
import { useFieldNotes } from '../../components/field-notes.ts';
import { RecordEditor } from '../../components/record-editor.tsx';
import type { SaveAnswer } from '../../components/use-record-form.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { contactFields } from './contact-fields.tsx';
import { contactName } from './contact-name.ts';
import { CreateContactMutation, EditContactQuery, UpdateContactMutation } from './contacts.graphql.ts';
import { EditedContact } from './edited-contact.graphql.ts';

/** A new contact, of the client that the address names if it does, or the one that it names. */
export function EditContactPage(): ReactElement {
  const { contactId: id = null } = useParams({ strict: false });
  const { client: clientId } = useSearch({ strict: false });
  const [result, ask] = useQuery({
    query: EditContactQuery,
    variables: editVariablesOfClient(id, clientId),
    requestPolicy: 'network-only',
  });
  const notes = useFieldNotes('CONTACT', contactFields, result.data?.customFields);
  const [, create] = useMutation(CreateContactMutation);
  const [, update] = useMutation(UpdateContactMutation);
  const save = async (values: ContactForm): Promise<SaveAnswer<{ id: string }>> => {
    const input = { ...values, customFields: typedCustomFields(values.customFields, result.data?.customFields) };
    if (id !== null) {
      const { data, error } = await update({ id, input });
      return { error, problems: data?.updateContact.problems, saved: data?.updateContact.contact };
    }
    const { data, error } = await create({ input });
    return { error, problems: data?.createContact.problems, saved: data?.createContact.contact };
  };
  const client = result.data?.client;
  return (
    <RecordEditor
      fields={contactFields}
      id={id}
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      recordOf={({ contact }) => readFragment(EditedContact, contact)}
      nameOf={contactName}
      list={{ link: { to: '/contacts' }, label: t`Contacts` }}
      pageOf={(contactId) => ({ to: '/contacts/$contactId', params: { contactId } })}
      cameFrom={client ? { to: '/clients/$clientId', params: { clientId: client.id } } : undefined}
      save={save}
      notes={notes}
    />
  );
}
