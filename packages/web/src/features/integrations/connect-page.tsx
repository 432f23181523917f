import { Grid, Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { ApiMemberSteps } from './api-member-steps.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionFields, ConnectionQuery } from './integrations.graphql.ts';

/** The connect form with the steps in ConnectWise beside it; for a connection that is there it replaces the keys. */
export function ConnectPage(): ReactElement {
  const [result, ask] = useQuery({ query: ConnectionQuery });
  const connection = readFragment(ConnectionFields, result.data?.connection) ?? null;
  return (
    <>
      <PageHeader
        title={connection ? 'Replace the keys of ConnectWise' : 'Connect ConnectWise Manage'}
        back={{ to: '/integrations', label: 'Integrations' }}
        description={
          connection
            ? 'New keys keep everything: settings, mappings, links and history.'
            : 'The keys are checked with ConnectWise before anything is stored.'
        }
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={380} />}
      >
        {() => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 6 }}>
              <ConnectForm key={connection?.id} connection={connection} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6 }}>
              <ApiMemberSteps />
            </Grid.Col>
          </Grid>
        )}
      </QueryState>
    </>
  );
}
