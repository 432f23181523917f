import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      title={t`Webhook`}
      closeButtonProps={{ 'aria-label': t`Close` }}
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
            <Trans>
              Last delivered: <RelativeTime at={webhook.lastDeliveredAt} none={t`never`} />
            </Trans>
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
          <Trans>
            Messages are also signed with the old secret, which ends <RelativeTime at={previousSecretUntil} />.
          </Trans>
        </Text>
      )}
      <Text size="sm">{t`Sends ${events.map(typeOf).join(', ')}.`}</Text>
      <Actions webhook={webhook} onClose={onClose} />
      <section>
        <Title order={3} mb="xs">{t`Deliveries`}</Title>
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
    else notifyFailure(problems?.[0]?.message ?? t`The test could not be sent.`);
  };
  const sendMissed = async (): Promise<void> => {
    const { data, error } = await repeat({ id }, webhooksContext);
    const { count, problems } = data?.repeatMissedWebhookDeliveries ?? {};
    told(
      error,
      problems,
      count
        ? plural(count, { one: '# message goes out again.', other: '# messages go out again.' })
        : t`It missed nothing.`,
    );
  };
  const turn = async (): Promise<void> => {
    if (state === 'OFF') {
      const { data, error } = await switchOn({ id }, webhooksContext);
      told(error, data?.switchWebhookOn.problems, t`"${name}" is on.`);
    } else {
      const { data, error } = await switchOff({ id }, webhooksContext);
      told(error, data?.switchWebhookOff.problems, t`"${name}" is off. Nothing is sent there any more.`);
    }
  };
  const takeAway = async (): Promise<boolean> => {
    const { data, error } = await remove({ id }, webhooksContext);
    const isGone = told(error, data?.removeWebhook.problems, t`The webhook "${name}" was removed.`);
    if (isGone) onClose();
    return isGone;
  };
  return (
    <Group gap="xs">
      <GuardedButton
        {...small}
        needs="canAdminister"
        loading={testing.fetching}
        onClick={() => void tryIt()}
      >{t`Send a test`}</GuardedButton>
      <GuardedButton {...small} needs="canAdminister" onClick={() => setDialog('edit')}>{t`Edit`}</GuardedButton>
      <RotateSecret webhook={webhook} />
      <GuardedButton
        {...small}
        needs="canAdminister"
        loading={switchingOn.fetching || switchingOff.fetching}
        onClick={() => void turn()}
      >
        {state === 'OFF' ? t`Switch on` : t`Switch off`}
      </GuardedButton>
      <GuardedButton
        {...small}
        needs="canRetry"
        loading={repeating.fetching}
        blockedBecause={state === 'OFF' ? t`Switch the webhook on first.` : null}
        onClick={() => void sendMissed()}
      >{t`Send missed again`}</GuardedButton>
      <GuardedButton {...small} needs="canAdminister" onClick={() => setDialog('remove')}>{t`Remove`}</GuardedButton>
      <WebhookDialog opened={dialog === 'edit'} onClose={() => setDialog(null)} webhook={webhook} />
      <ConfirmDialog
        opened={dialog === 'remove'}
        onClose={() => setDialog(null)}
        title={t`Remove "${name}"?`}
        confirmLabel={t`Remove webhook`}
        danger
        onConfirm={takeAway}
      >{t`Its secret, its deliveries and what still waits go with it. This cannot be undone.`}</ConfirmDialog>
    </Group>
  );
}
