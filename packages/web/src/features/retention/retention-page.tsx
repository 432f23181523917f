import { t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { ExportsCard } from './exports-card.tsx';
import { RetentionQuery, retentionContext } from './retention.graphql.ts';
import { TermsCard } from './terms-card.tsx';

/** How long logs are kept, and the files of what was exported before it went. */
export function RetentionPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return (
    <>
      <PageHeader
        title={t`Retention`}
        description={t`Logs are removed after their time. Charts and figures over time stay.`}
      />
      {refusal ? <Text size="sm">{refusal}</Text> : <Terms />}
    </>
  );
}

function Terms(): ReactElement {
  const [result, ask] = useQuery({ query: RetentionQuery, context: retentionContext });
  return (
    <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ retention, retentionExports }) => (
        <Stack maw={860}>
          <TermsCard stored={retention} />
          <ExportsCard files={retentionExports} exportsFirst={retention.exportsFirst} />
        </Stack>
      )}
    </QueryState>
  );
}
