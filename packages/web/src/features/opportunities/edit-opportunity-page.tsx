import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { LinesSkeleton, QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import {
  CreateOpportunityMutation,
  EditOpportunityQuery,
  NewOpportunityQuery,
  OpportunityClientQuery,
  UpdateOpportunityMutation,
} from './opportunities.graphql.ts';
import { OpportunityForm } from './opportunity-form.tsx';
import { changesOpportunities } from './outcome.ts';

export function NewOpportunityPage(): ReactElement {
  const { client: clientId } = useSearch({ from: '/app/opportunities/new' });
  const [result, askAgain] = useQuery({ query: NewOpportunityQuery });
  const [chosen] = useQuery({ query: OpportunityClientQuery, variables: { id: clientId ?? '' }, pause: !clientId });
  const [, create] = useMutation(CreateOpportunityMutation);
  const navigate = useNavigate();
  const client = chosen.data?.client;
  return (
    <>
      <PageHeader title="New opportunity" back={{ to: '/opportunities', label: 'Opportunities' }} />
      <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
        {(data) =>
          chosen.fetching ? (
            <LinesSkeleton />
          ) : (
            <OpportunityForm
              choices={data}
              client={client ? { id: client.id, label: client.name } : null}
              ownerId={data.viewer?.user?.id}
              save={async (input) => {
                const { data, error } = await create({ input }, changesOpportunities);
                return {
                  error,
                  problems: data?.createOpportunity.problems,
                  saved: data?.createOpportunity.opportunity,
                };
              }}
              onSaved={({ id }) => {
                notifyDone('Opportunity created.');
                void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: id } });
              }}
              onCancel={() =>
                client
                  ? void navigate({ to: '/clients/$clientId', params: { clientId: client.id } })
                  : void navigate({ to: '/opportunities' })
              }
            />
          )
        }
      </QueryState>
    </>
  );
}

export function EditOpportunityPage(): ReactElement {
  const { opportunityId: id } = useParams({ from: '/app/opportunities/$opportunityId/edit' });
  const [result, askAgain] = useQuery({
    query: EditOpportunityQuery,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const [, update] = useMutation(UpdateOpportunityMutation);
  const navigate = useNavigate();
  const toOpportunity = () => void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: id } });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const { key, reload } = useFormVersion(result.data?.opportunity?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {({ opportunity, ...choices }) =>
        opportunity ? (
          <>
            <PageHeader
              title={`Edit ${opportunity.name}`}
              back={{ to: '/opportunities/$opportunityId', params: { opportunityId: id }, label: opportunity.name }}
            />
            <OpportunityForm
              key={key}
              opportunity={opportunity}
              choices={choices}
              save={async (input) => {
                const { data, error } = await update({ id, input }, changesOpportunities);
                return {
                  error,
                  problems: data?.updateOpportunity.problems,
                  saved: data?.updateOpportunity.opportunity,
                };
              }}
              onSaved={() => {
                notifyDone('Opportunity saved.');
                toOpportunity();
              }}
              onCancel={toOpportunity}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing="opportunity" back={{ to: '/opportunities', label: 'All opportunities' }} />
        )
      }
    </QueryState>
  );
}
