import { t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { LogoCard } from './logo-card.tsx';
import { ProfileCard } from './profile-card.tsx';
import { profileContext, WorkspaceProfileQuery } from './workspace.graphql.ts';

/** What the workspace says of itself, on quotes above all. */
export function WorkspacePage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return (
    <>
      <PageHeader
        title={t`Workspace`}
        description={t`What quotes say of you. A quote that was sent keeps what it was sent with.`}
      />
      {refusal ? <Text size="sm">{refusal}</Text> : <Profile />}
    </>
  );
}

function Profile(): ReactElement {
  const [result, ask] = useQuery({ query: WorkspaceProfileQuery, context: profileContext });
  const again = (): void => ask({ requestPolicy: 'network-only' });
  return (
    <QueryState result={result} onRetry={again}>
      {({ workspaceProfile }) => (
        <Stack maw={720}>
          <ProfileCard stored={workspaceProfile} />
          <LogoCard path={workspaceProfile.logoPath ?? null} onChanged={again} />
        </Stack>
      )}
    </QueryState>
  );
}
