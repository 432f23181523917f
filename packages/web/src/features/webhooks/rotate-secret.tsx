import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import type { WebhookFieldsFragment } from '../../graphql/graphql.ts';
import { WebhookSecret } from './webhook-secret.tsx';
import { RotateWebhookSecret, webhooksContext } from './webhooks.graphql.ts';

const overlaps = [
  { value: '0', label: 'Not at all' },
  { value: '1', label: 'For an hour' },
  { value: '24', label: 'For a day' },
  { value: '168', label: 'For a week' },
];

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
      <GuardedButton needs="canAdminister" size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        New secret
      </GuardedButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={secret ? 'Copy the secret now' : `New secret for "${webhook.name}"`}
        centered
        closeOnClickOutside={!secret}
        closeButtonProps={{ 'aria-label': 'Close' }}
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
      <Text size="sm">Enter the new secret at the receiver while messages are still signed with both.</Text>
      <Select
        label="The old secret goes on signing"
        data={overlaps}
        allowDeselect={false}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
      />
      <FormProblems problems={problems} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={() => void confirm()} loading={fetching}>
          Create new secret
        </Button>
      </Group>
    </Stack>
  );
}
