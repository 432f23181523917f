import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { LinesSkeleton, QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import { ContactForm } from './contact-form.tsx';
import { contactName } from './contact-name.ts';
import { ContactClientQuery, ContactQuery, CreateContactMutation, UpdateContactMutation } from './contacts.graphql.ts';

export function NewContactPage(): ReactElement {
  const { client: clientId } = useSearch({ from: '/app/contacts/new' });
  const [{ data, fetching }] = useQuery({
    query: ContactClientQuery,
    variables: { id: clientId ?? '' },
    pause: !clientId,
  });
  const [, create] = useMutation(CreateContactMutation);
  const navigate = useNavigate();
  const client = data?.client;
  return (
    <>
      <PageHeader title="New contact" back={{ to: '/contacts', label: 'Contacts' }} />
      {fetching ? (
        <LinesSkeleton />
      ) : (
        <ContactForm
          client={client ? { id: client.id, label: client.name } : null}
          save={async (input) => {
            const { data, error } = await create({ input });
            return { error, problems: data?.createContact.problems, saved: data?.createContact.contact };
          }}
          onSaved={({ id }) => {
            notifyDone('Contact created.');
            void navigate({ to: '/contacts/$contactId', params: { contactId: id } });
          }}
          onCancel={() =>
            client
              ? void navigate({ to: '/clients/$clientId', params: { clientId: client.id } })
              : void navigate({ to: '/contacts' })
          }
        />
      )}
    </>
  );
}

export function EditContactPage(): ReactElement {
  const { contactId: id } = useParams({ from: '/app/contacts/$contactId/edit' });
  const [result, askAgain] = useQuery({ query: ContactQuery, variables: { id }, requestPolicy: 'network-only' });
  const [, update] = useMutation(UpdateContactMutation);
  const navigate = useNavigate();
  const toContact = () => void navigate({ to: '/contacts/$contactId', params: { contactId: id } });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const { key, reload } = useFormVersion(result.data?.contact?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {({ contact }) =>
        contact ? (
          <>
            <PageHeader
              title={`Edit ${contactName(contact)}`}
              back={{ to: '/contacts/$contactId', params: { contactId: id }, label: contactName(contact) }}
            />
            <ContactForm
              key={key}
              contact={contact}
              save={async (input) => {
                const { data, error } = await update({ id, input });
                return { error, problems: data?.updateContact.problems, saved: data?.updateContact.contact };
              }}
              onSaved={() => {
                notifyDone('Contact saved.');
                toContact();
              }}
              onCancel={toContact}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing="contact" back={{ to: '/contacts', label: 'All contacts' }} />
        )
      }
    </QueryState>
  );
}
