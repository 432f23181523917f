import { msg, t } from '@lingui/core/macro';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import type { WebhookFieldsFragment } from '../../graphql/graphql.ts';
import { WebhookSecret } from './webhook-secret.tsx';
import { RotateWebhookSecret, webhooksContext } from './webhooks.graphql.ts';

const overlaps = words([
  { value: '0', label: msg`Not at all` },
  { value: '1', label: msg`For an hour` },
  { value: '24', label: msg`For a day` },
  { value: '168', label: msg`For a week` },
]);

/** Makes a new secret; messages are signed with both for a while, so that the receiver changes over without a gap. */
export function RotateSecret({ webhook }: { webhook: WebhookFieldsFragment }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setOpen(false);
    setSecret(null);
  };
  return (
    <>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        onClick={() => setOpen(true)}
      >{t`New secret`}</GuardedButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={secret ? t`Copy the secret now` : t`New secret for "${webhook.name}"`}
        centered
        closeOnClickOutside={!secret}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {secret ? (
          <WebhookSecret secret={secret} onClose={close} />
        ) : (
          <RotateForm id={webhook.id} onMade={setSecret} onCancel={close} />
        )}
      </Modal>
    </>
  );
}

type FormProps = { id: string; onMade: (secret: string) => void; onCancel: () => void };

function RotateForm({ id, onMade, onCancel }: FormProps): ReactElement {
  const [{ fetching }, rotate] = useMutation(RotateWebhookSecret);
  const [hours, setHours] = useState('24');
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const confirm = async (): Promise<void> => {
    const { data, error } = await rotate({ id, overlapHours: Number(hours) }, webhooksContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (data?.rotateWebhookSecret.secret) onMade(data.rotateWebhookSecret.secret);
    else setProblems([...(data?.rotateWebhookSecret.problems ?? [])]);
  };
  return (
    <Stack>
      <Text size="sm">{t`Enter the new secret at the receiver while messages are still signed with both.`}</Text>
      <Select
        label={t`Keep signing with the old secret`}
        data={overlaps}
        allowDeselect={false}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
      />
      <FormProblems problems={problems} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
        <Button onClick={() => void confirm()} loading={fetching}>{t`Create new secret`}</Button>
      </Group>
    </Stack>
  );
}
