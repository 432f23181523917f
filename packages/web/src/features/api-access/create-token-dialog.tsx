import { Alert, Button, Code, CopyButton, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import type { Role } from '../../graphql/graphql.ts';
import { CreateTokenMutation } from './api-access.graphql.ts';
import { roleWords, tokenRoles } from './role-words.ts';

type Props = { opened: boolean; onClose: () => void };

/** Makes a token, then shows its secret, which cannot be seen again. */
export function CreateTokenDialog({ opened, onClose }: Props): ReactElement {
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret ? 'Copy the token now' : 'New token'}
      centered
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret ? <Secret secret={secret} onClose={close} /> : <TokenForm onCreated={setSecret} onCancel={close} />}
    </Modal>
  );
}

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Does not expire' },
];

const dayMs = 86_400_000;

function TokenForm({
  onCreated,
  onCancel,
}: {
  onCreated: (secret: string) => void;
  onCancel: () => void;
}): ReactElement {
  const [{ fetching }, create] = useMutation(CreateTokenMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ name: string; role: Role; expiresAt: string }>({
    initialValues: { name: '', role: 'VIEWER', expiresAt: '90' },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name that says who uses the token.') },
  });
  const submit = form.onSubmit(async ({ name, role, expiresAt }) => {
    setProblems([]);
    const expires = expiresAt === 'never' ? null : new Date(Date.now() + Number(expiresAt) * dayMs).toISOString();
    const { data, error } = await create({ input: { name: name.trim(), role, expiresAt: expires } });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.createApiToken.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    if (data?.createApiToken.secret) onCreated(data.createApiToken.secret);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="Who or what uses it."
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label="Role" {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            {tokenRoles.map((role) => (
              <Radio key={role} value={role} label={roleWords[role].label} description={roleWords[role].sentence} />
            ))}
          </Stack>
        </Radio.Group>
        <Select label="Expires after" data={lifetimes} allowDeselect={false} {...form.getInputProps('expiresAt')} />
        <FormProblems problems={problems} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }): ReactElement {
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">This is the only time the token is shown. Store it where the program can read it.</Text>
      </Alert>
      <Code block aria-label="Token" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
