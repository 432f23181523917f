import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../components/viewer.ts';
import type { SandboxAccountsQuery as Found } from '../../graphql/graphql.ts';
import { SandboxAccountsQuery } from './integrations.graphql.ts';

type Account = Found['sandboxAccounts'][number];
type Props = { siteUrl: string; onUse: (account: Account) => void };

const SHORTEST = 4;

/** The keys of a sandbox, which a person has no other place to look for; nothing at any other address. */
export function SandboxKeys({ siteUrl, onUse }: Props): ReactElement | null {
  const { canAdminister } = useViewer();
  const [wanted] = useDebouncedValue(siteUrl.trim(), 400);
  const [{ data }] = useQuery({
    query: SandboxAccountsQuery,
    variables: { siteUrl: wanted },
    pause: !canAdminister || wanted.length < SHORTEST,
  });
  const [account] = wanted.length < SHORTEST ? [] : (data?.sandboxAccounts ?? []);
  if (!account) return null;
  return (
    <Alert color="blue" title={t`A ConnectWise sandbox answers at this address`}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <Trans>
            Company <Code>{account.loginCompany}</Code>, public key <Code>{account.publicKey}</Code>, private key{' '}
            <Code>{account.privateKey}</Code>; any client ID will do
          </Trans>
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => onUse(account)}>{t`Use these keys`}</Button>
      </Stack>
    </Alert>
  );
}
