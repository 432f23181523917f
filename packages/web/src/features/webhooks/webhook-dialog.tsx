import { t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { WebhookEvent, WebhookFieldsFragment, WebhookForm } from '../../graphql/graphql.ts';
import { WebhookSecret } from './webhook-secret.tsx';
import { eventOptions, formOptions } from './webhook-words.ts';
import { AddWebhook, UpdateWebhook, webhooksContext } from './webhooks.graphql.ts';

type Props = { opened: boolean; onClose: () => void; webhook?: WebhookFieldsFragment };

/** Adds a webhook, then shows its secret, which cannot be seen again; or changes one. */
export function WebhookDialog({ opened, onClose, webhook }: Props): ReactElement {
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret ? t`Copy the secret now` : webhook ? t`Edit "${webhook.name}"` : t`Add webhook`}
      centered
      size="lg"
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {secret ? (
        <WebhookSecret secret={secret} onClose={close} />
      ) : (
        <WebhookEditor webhook={webhook} onSecret={setSecret} onClose={close} />
      )}
    </Modal>
  );
}

type EditorProps = {
  webhook: WebhookFieldsFragment | undefined;
  onSecret: (secret: string) => void;
  onClose: () => void;
};

function WebhookEditor({ webhook, onSecret, onClose }: EditorProps): ReactElement {
  const [adding, add] = useMutation(AddWebhook);
  const [saving, save] = useMutation(UpdateWebhook);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ name: string; url: string; form: WebhookForm; events: WebhookEvent[] }>({
    initialValues: {
      name: webhook?.name ?? '',
      url: webhook?.url ?? '',
      form: webhook?.form ?? 'STANDARD',
      events: [...(webhook?.events ?? (['ALERT_OPENED', 'ALERT_RESOLVED'] as const))],
    },
    validate: {
      name: (value) => (value.trim() ? null : t`Enter a name.`),
      url: (value) => (value.trim() ? null : t`Enter the address.`),
      events: (value) => (value.length > 0 ? null : t`Choose at least one event.`),
    },
  });
  const submit = form.onSubmit(async (input) => {
    setProblems([]);
    const { error, refused, secret } = webhook
      ? await save({ id: webhook.id, input }, webhooksContext).then((answer) => ({
          error: answer.error,
          refused: answer.data?.updateWebhook.problems ?? [],
          secret: null,
        }))
      : await add({ input }, webhooksContext).then((answer) => ({
          error: answer.error,
          refused: answer.data?.addWebhook.problems ?? [],
          secret: answer.data?.addWebhook.secret ?? null,
        }));
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    if (secret && input.form === 'STANDARD') return onSecret(secret);
    notifyDone(webhook ? t`Webhook saved.` : t`Webhook "${input.name.trim()}" added.`);
    onClose();
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t`Name`} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t`Address`}
          description={t`Public and over https.`}
          type="url"
          placeholder="https://"
          required
          {...form.getInputProps('url')}
        />
        <Select label={t`Format`} data={formOptions} allowDeselect={false} {...form.getInputProps('form')} />
        <Checkbox.Group label={t`Send when`} {...form.getInputProps('events')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
            {eventOptions.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <FormProblems problems={problems} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" loading={adding.fetching || saving.fetching}>
            {webhook ? t`Save` : t`Add webhook`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
