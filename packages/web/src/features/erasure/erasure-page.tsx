import { t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { ErasuresQuery, erasureContext } from './erasure.graphql.ts';
import { ErasureForm } from './erasure-form.tsx';
import { ErasureList } from './erasure-list.tsx';

const LOOK_AGAIN_MS = 3_000;

/** Erases what is stored of one person, on their request. */
export function ErasurePage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return (
    <>
      <PageHeader
        title={t`Erase a person`}
        description={t`Takes one person's data out of Causeway on their request. ConnectWise is not changed: erase the person there as well.`}
      />
      {refusal ? <Text size="sm">{refusal}</Text> : <Erasures />}
    </>
  );
}

function Erasures(): ReactElement {
  const [result, ask] = useQuery({ query: ErasuresQuery, context: erasureContext });
  const isRunning = result.data?.erasures.some(({ state }) => state === 'RUNNING') ?? false;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  return (
    <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ erasures, removedPeople }) => (
        <Stack maw={860}>
          <ErasureForm removed={removedPeople} />
          <ErasureList erasures={erasures} />
        </Stack>
      )}
    </QueryState>
  );
}
