import { t } from '@lingui/core/macro';
import { Card, Group, List, Radio, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { NamedRadioGroup } from '../../components/named-radio-group.tsx';
import { told } from '../../components/notify.ts';
import { DisconnectMutation, DisconnectPreviewQuery } from './integrations.graphql.ts';

const everything = ['Connection', 'SyncSettings', 'IntegrationHealth', 'SetupStep', 'SyncIssue', 'RemoteLink'];

/** Ends the connection, apart from the actions of every day, and says first what that does. */
export function DisconnectCard(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [removeLinks, setRemoveLinks] = useState(false);
  const [, disconnect] = useMutation(DisconnectMutation);
  const [{ data }] = useQuery({
    query: DisconnectPreviewQuery,
    variables: { removeLinks },
    pause: !isOpen,
    requestPolicy: 'cache-and-network',
  });
  const confirm = async (): Promise<boolean> => {
    const answer = await disconnect({ removeLinks }, { additionalTypenames: everything });
    return told(answer.error, answer.data?.disconnect.problems, t`ConnectWise is disconnected.`);
  };
  return (
    <Card component="section" aria-label={t`Disconnect`} mt="lg" withBorder>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={3}>{t`Disconnect`}</Title>
          <Text
            size="sm"
            c="dimmed"
          >{t`Stops the sync and removes the keys. No record is deleted on either side.`}</Text>
        </div>
        <GuardedButton
          needs="canAdminister"
          variant="outline"
          color="red"
          onClick={() => setOpen(true)}
        >{t`Disconnect`}</GuardedButton>
      </Group>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t`Disconnect from ConnectWise?`}
        confirmLabel={t`Disconnect`}
        onConfirm={confirm}
      >
        <NamedRadioGroup
          name={t`What becomes of the links`}
          value={removeLinks ? 'remove' : 'keep'}
          onChange={(value) => setRemoveLinks(value === 'remove')}
        >
          <Stack gap="xs">
            <Radio value="keep" label={t`Keep links and settings, to connect the same company again`} />
            <Radio value="remove" label={t`Remove links and settings`} />
          </Stack>
        </NamedRadioGroup>
        <List size="sm" mt="md" aria-label={t`What happens`}>
          {(data?.disconnectPreview.sentences ?? []).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </ConfirmDialog>
    </Card>
  );
}
