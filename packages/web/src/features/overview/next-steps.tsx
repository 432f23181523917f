import { t } from '@lingui/core/macro';
import { Button, Card, List, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

type Props = { isConnected: boolean };

/** A workspace that has not synced yet: the three things to do, with the way to the next one. */
export function NextSteps({ isConnected }: Props): ReactElement {
  return (
    <Card>
      <Title order={2}>{t`Three steps to the first sync`}</Title>
      <List type="ordered" mt="sm" spacing="xs">
        <List.Item>
          <Text component="span" fw={isConnected ? undefined : 600} c={isConnected ? 'dimmed' : undefined}>
            {isConnected ? t`Connected to ConnectWise.` : t`Connect ConnectWise with the keys of an API member.`}
          </Text>
        </List.Item>
        <List.Item>
          <Text
            component="span"
            fw={isConnected ? 600 : undefined}
          >{t`Choose what to sync, and map stages, products and taxes.`}</Text>
        </List.Item>
        <List.Item>{t`Look at the preview, then start. Nothing is written before on either side.`}</List.Item>
      </List>
      <Button
        mt="md"
        renderRoot={(props) => (
          <Link to={isConnected ? '/integrations/setup/scope' : '/integrations/setup/connect'} {...props} />
        )}
      >
        {isConnected ? t`Choose what to sync` : t`Connect ConnectWise`}
      </Button>
    </Card>
  );
}
