import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import { ClientForm } from './client-form.tsx';
import { CreateClientMutation, EditClientQuery, NewClientQuery, UpdateClientMutation } from './clients.graphql.ts';

export function NewClientPage(): ReactElement {
  const [result, askAgain] = useQuery({ query: NewClientQuery });
  const [, create] = useMutation(CreateClientMutation);
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New client" back={{ to: '/clients', label: 'Clients' }} />
      <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
        {({ taxRegions }) => (
          <ClientForm
            taxRegions={taxRegions}
            save={async (input) => {
              const { data, error } = await create({ input });
              return { error, problems: data?.createClient.problems, saved: data?.createClient.client };
            }}
            onSaved={({ id }) => {
              notifyDone('Client created.');
              void navigate({ to: '/clients/$clientId', params: { clientId: id } });
            }}
            onCancel={() => void navigate({ to: '/clients' })}
          />
        )}
      </QueryState>
    </>
  );
}

export function EditClientPage(): ReactElement {
  const { clientId: id } = useParams({ from: '/app/clients/$clientId/edit' });
  const [result, askAgain] = useQuery({ query: EditClientQuery, variables: { id }, requestPolicy: 'network-only' });
  const [, update] = useMutation(UpdateClientMutation);
  const navigate = useNavigate();
  const toClient = () => void navigate({ to: '/clients/$clientId', params: { clientId: id } });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const { key, reload } = useFormVersion(result.data?.client?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {({ client, taxRegions }) =>
        client ? (
          <>
            <PageHeader
              title={`Edit ${client.name}`}
              back={{ to: '/clients/$clientId', params: { clientId: id }, label: client.name }}
            />
            <ClientForm
              key={key}
              client={client}
              taxRegions={taxRegions}
              save={async (input) => {
                const { data, error } = await update({ id, input });
                return { error, problems: data?.updateClient.problems, saved: data?.updateClient.client };
              }}
              onSaved={() => {
                notifyDone('Client saved.');
                toClient();
              }}
              onCancel={toClient}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing="client" back={{ to: '/clients', label: 'All clients' }} />
        )
      }
    </QueryState>
  );
}
