import { Alert, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure, told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { WebhookFieldsFragment } from '../../graphql/graphql.ts';
import { DeliveryList } from './delivery-list.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { formWords, stateWords, typeOf } from './webhook-words.ts';
import {
  RemoveWebhook,
  RepeatMissed,
  SwitchWebhookOff,
  SwitchWebhookOn,
  TestWebhook,
  webhooksContext,
} from './webhooks.graphql.ts';

type Props = { webhook: WebhookFieldsFragment | undefined; onClose: () => void };

/** One webhook: how it stands, what can be done about it, and what it was told. */
export function WebhookDrawer({ webhook, onClose }: Props): ReactElement {
  return (
    <Drawer
      opened={webhook !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title="Webhook"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {webhook && <WebhookView webhook={webhook} onClose={onClose} />}
    </Drawer>
  );
}

function WebhookView({ webhook, onClose }: { webhook: WebhookFieldsFragment; onClose: () => void }): ReactElement {
  const { state, sentence, form, url, events, previousSecretUntil } = webhook;
  return (
    <Stack gap="lg">
      <div>
        <Title order={2}>{webhook.name}</Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {formWords[form]} · {url}
        </Text>
        <Group gap="md" mt={6}>
          <StatusBadge tone={stateWords[state].tone}>{stateWords[state].label}</StatusBadge>
          <Text size="sm" c="dimmed">
            Last delivered: <RelativeTime at={webhook.lastDeliveredAt} none="never" />
          </Text>
        </Group>
      </div>
      {state !== 'ACTIVE' && sentence && (
        <Alert color={state === 'OFF' ? 'red' : 'yellow'} variant="light">
          <Text size="sm">{sentence}</Text>
        </Alert>
      )}
      {previousSecretUntil && Date.parse(previousSecretUntil) > Date.now() && (
        <Text size="sm">
          Messages are signed with the old secret too; it ends <RelativeTime at={previousSecretUntil} />.
        </Text>
      )}
      <Text size="sm">Hears of {events.map(typeOf).join(', ')}.</Text>
      <Actions webhook={webhook} onClose={onClose} />
      <section>
        <Title order={3} mb="xs">
          Deliveries
        </Title>
        <DeliveryList webhookId={webhook.id} isOff={state === 'OFF'} />
      </section>
    </Stack>
  );
}

function Actions({ webhook, onClose }: { webhook: WebhookFieldsFragment; onClose: () => void }): ReactElement {
  const { id, name, state } = webhook;
  const [testing, test] = useMutation(TestWebhook);
  const [repeating, repeat] = useMutation(RepeatMissed);
  const [switchingOn, switchOn] = useMutation(SwitchWebhookOn);
  const [switchingOff, switchOff] = useMutation(SwitchWebhookOff);
  const [, remove] = useMutation(RemoveWebhook);
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const small = { size: 'compact-sm', variant: 'default' } as const;
  const tryIt = async (): Promise<void> => {
    const { data, error } = await test({ id }, webhooksContext);
    if (error) return notifyFailure(failureText(error));
    const { done, problems } = data?.testWebhook ?? {};
    if (done) notifyDone(done);
    else notifyFailure(problems?.[0]?.message ?? 'The test could not be sent.');
  };
  const sendMissed = async (): Promise<void> => {
    const { data, error } = await repeat({ id }, webhooksContext);
    const { count, problems } = data?.repeatMissedWebhookDeliveries ?? {};
    told(
      error,
      problems,
      count ? `${count} ${count === 1 ? 'message goes' : 'messages go'} out again.` : 'It missed nothing.',
    );
  };
  const turn = async (): Promise<void> => {
    if (state === 'OFF') {
      const { data, error } = await switchOn({ id }, webhooksContext);
      told(error, data?.switchWebhookOn.problems, `"${name}" is on.`);
    } else {
      const { data, error } = await switchOff({ id }, webhooksContext);
      told(error, data?.switchWebhookOff.problems, `"${name}" is off. Nothing goes there any more.`);
    }
  };
  const takeAway = async (): Promise<boolean> => {
    const { data, error } = await remove({ id }, webhooksContext);
    const isGone = told(error, data?.removeWebhook.problems, `The webhook "${name}" was removed.`);
    if (isGone) onClose();
    return isGone;
  };
  return (
    <Group gap="xs">
      <GuardedButton {...small} needs="canAdminister" loading={testing.fetching} onClick={() => void tryIt()}>
        Send a test
      </GuardedButton>
      <GuardedButton {...small} needs="canAdminister" onClick={() => setDialog('edit')}>
        Edit
      </GuardedButton>
      <RotateSecret webhook={webhook} />
      <GuardedButton
        {...small}
        needs="canAdminister"
        loading={switchingOn.fetching || switchingOff.fetching}
        onClick={() => void turn()}
      >
        {state === 'OFF' ? 'Switch on' : 'Switch off'}
      </GuardedButton>
      <GuardedButton
        {...small}
        needs="canRetry"
        loading={repeating.fetching}
        blockedBecause={state === 'OFF' ? 'Switch the webhook on first.' : null}
        onClick={() => void sendMissed()}
      >
        Send missed again
      </GuardedButton>
      <GuardedButton {...small} needs="canAdminister" onClick={() => setDialog('remove')}>
        Remove
      </GuardedButton>
      <WebhookDialog opened={dialog === 'edit'} onClose={() => setDialog(null)} webhook={webhook} />
      <ConfirmDialog
        opened={dialog === 'remove'}
        onClose={() => setDialog(null)}
        title={`Remove "${name}"?`}
        confirmLabel="Remove webhook"
        danger
        onConfirm={takeAway}
      >
        Its secret, its deliveries and what still waits go with it. This cannot be undone.
      </ConfirmDialog>
    </Group>
  );
}
