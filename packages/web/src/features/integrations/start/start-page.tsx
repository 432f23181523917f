import { Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StartPageQuery } from './start.graphql.ts';
import { StartCard } from './start-card.tsx';

/** The last step: everything is checked once more, then the first sync begins. */
export function StartPage(): ReactElement {
  const [result, ask] = useQuery({ query: StartPageQuery, requestPolicy: 'cache-and-network' });
  return (
    <SetupLayout step="START">
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={160} />}
      >
        {({ syncSettings }) => <StartCard startedAt={syncSettings?.startedAt ?? null} />}
      </QueryState>
    </SetupLayout>
  );
}
