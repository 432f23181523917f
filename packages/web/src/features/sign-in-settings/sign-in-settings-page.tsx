import { t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { DemandCard } from './demand-card.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { ProviderFields, SignInSettingsQuery, settingsContext } from './sign-in-settings.graphql.ts';

/** How people get in: what is asked of everybody, and by which provider. */
export function SignInSettingsPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return (
    <>
      <PageHeader title={t`Sign-in`} description={t`How the people of this workspace sign in.`} />
      {refusal ? <Text size="sm">{refusal}</Text> : <Settings />}
    </>
  );
}

function Settings(): ReactElement {
  const [result, ask] = useQuery({ query: SignInSettingsQuery, context: settingsContext });
  return (
    <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ signInSettings, identityProvider, people }) => (
        <Stack maw={720}>
          <DemandCard isDemanded={signInSettings.requiresSecondFactor} people={people} />
          <SessionsCard />
          <ProviderCard settings={readFragment(ProviderFields, identityProvider)} />
        </Stack>
      )}
    </QueryState>
  );
}
