import { Grid, Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../components/query-state.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { ApiMemberSteps } from './api-member-steps.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionFields, ConnectionQuery } from './integrations.graphql.ts';

/** The connect form with the steps in ConnectWise beside it; for a connection that is there it replaces the keys. */
export function ConnectPanel(): ReactElement {
  const [result, ask] = useQuery({ query: ConnectionQuery });
  const connection = readFragment(ConnectionFields, result.data?.connection) ?? null;
  return (
    <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })} skeleton={<Skeleton h={380} />}>
      {() => (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <ConnectForm key={connection?.id} connection={connection} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <ApiMemberSteps />
          </Grid.Col>
        </Grid>
      )}
    </QueryState>
  );
}
