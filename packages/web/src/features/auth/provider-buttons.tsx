import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Divider, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { OfferedSignInsQuery } from './sign-in.graphql.ts';

/** "Sign in with …" for each provider that a workspace has; nothing where there is none. */
export function ProviderButtons({ redirect }: { redirect: string | undefined }): ReactElement | null {
  const [{ data }] = useQuery({ query: OfferedSignInsQuery });
  const offered = data?.offeredSignIns ?? [];
  if (offered.length === 0) return null;
  const search = redirect ? `?redirect=${encodeURIComponent(redirect)}` : '';
  return (
    <Stack gap="xs">
      <Divider label={t`or`} my={4} />
      {offered.map(({ workspaceId, label, path }) => (
        <Button key={workspaceId} component="a" href={`${path}${search}`} variant="default" fullWidth>
          <Trans>Sign in with {label}</Trans>
        </Button>
      ))}
    </Stack>
  );
}
