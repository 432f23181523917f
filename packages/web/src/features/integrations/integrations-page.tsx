import { t } from '@lingui/core/macro';
import { Skeleton, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { CallbacksCard } from './callbacks-card.tsx';
import { ConnectWiseCard } from './connectwise-card.tsx';
import { DisconnectCard } from './disconnect-card.tsx';
import { ConnectionFields, IntegrationsQuery } from './integrations.graphql.ts';

/** Every integration there is, by kind: today ConnectWise Manage under PSA. */
export function IntegrationsPage(): ReactElement {
  const [result, ask] = useQuery({ query: IntegrationsQuery });
  return (
    <>
      <PageHeader title={t`Integrations`} description={t`Systems that this workspace keeps in step with.`} />
      <Title order={2} mb="xs">{t`PSA`}</Title>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={220} />}
      >
        {(data) => (
          <>
            <ConnectWiseCard
              connection={readFragment(ConnectionFields, data.connection) ?? null}
              settings={data.syncSettings ?? null}
              health={data.integrationHealth}
            />
            {data.connection && <CallbacksCard />}
            {data.connection && <DisconnectCard />}
          </>
        )}
      </QueryState>
    </>
  );
}
