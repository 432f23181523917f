import type { ClientForm } from '@causeway/shared/forms/client';
import { t } from '@lingui/core/macro';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { typedCustomFields } from '../../components/custom-fields.tsx';
import { editVariables } from '../../components/edit-variables.ts';
import { useFieldNotes } from '../../components/field-notes.ts';
import { RecordEditor } from '../../components/record-editor.tsx';
import type { SaveAnswer } from '../../components/use-record-form.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { clientFields } from './client-fields.ts';
import { CreateClientMutation, EditClientQuery, UpdateClientMutation } from './clients.graphql.ts';
import { EditedClient } from './edited-client.graphql.ts';

/** A new client, or the one that the address names. */
export function EditClientPage(): ReactElement {
  const { clientId: id = null } = useParams({ strict: false });
  const [result, ask] = useQuery({
    query: EditClientQuery,
    variables: editVariables(id),
    requestPolicy: 'network-only',
  });
  const notes = useFieldNotes('COMPANY', clientFields, result.data?.customFields);
  const [, create] = useMutation(CreateClientMutation);
  const [, update] = useMutation(UpdateClientMutation);
  const save = async (values: ClientForm): Promise<SaveAnswer<{ id: string }>> => {
    const input = { ...values, customFields: typedCustomFields(values.customFields, result.data?.customFields) };
    if (id !== null) {
      const { data, error } = await update({ id, input });
      return { error, problems: data?.updateClient.problems, saved: data?.updateClient.client };
    }
    const { data, error } = await create({ input });
    return { error, problems: data?.createClient.problems, saved: data?.createClient.client };
  };
  return (
    <RecordEditor
      fields={clientFields}
      id={id}
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      recordOf={({ client }) => readFragment(EditedClient, client)}
      nameOf={({ name }) => name}
      list={{ link: { to: '/clients' }, label: t`Clients` }}
      pageOf={(clientId) => ({ to: '/clients/$clientId', params: { clientId } })}
      save={save}
      notes={notes}
    />
  );
}
