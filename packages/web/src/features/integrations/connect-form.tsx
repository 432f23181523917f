import { t } from '@lingui/core/macro';
import { Alert, Button, Card, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import type { FormProblem } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { ConnectionFieldsFragment } from '../../graphql/graphql.ts';
import { ConnectMutation } from './integrations.graphql.ts';
import { type ConnectField, causeOf } from './problem-words.ts';
import { SandboxKeys } from './sandbox-keys.tsx';

const needed = (sentence: string) => (value: string) => (value.trim() ? null : sentence);

/** A sandbox takes any, as long as it looks like one; this is the one that it prints. */
const SANDBOX_CLIENT_ID = '6f0c1c9e-6f1d-4f1e-9f55-2f1d1c0b7a01';

/** Site, company and keys. A refusal names its cause and the one thing to do next. */
export function ConnectForm({ connection }: { connection: ConnectionFieldsFragment | null }): ReactElement {
  const navigate = useNavigate();
  const [{ fetching }, connect] = useMutation(ConnectMutation);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [ownClientId, setOwnClientId] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const form = useForm({
    initialValues: {
      siteUrl: connection?.siteUrl ?? '',
      loginCompany: connection?.loginCompany ?? '',
      publicKey: '',
      privateKey: '',
      clientId: '',
    },
    validate: {
      siteUrl: needed(t`Enter the address of your ConnectWise site.`),
      loginCompany: needed(t`Enter the company you type when you sign in to ConnectWise.`),
      publicKey: needed(t`Enter the public key.`),
      privateKey: needed(t`Enter the private key.`),
    },
  });
  const goTo = (field: ConnectField): void =>
    box.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();

  const submit = form.onSubmit(async (values) => {
    setProblem(null);
    const input = { ...values, clientId: values.clientId.trim() || undefined };
    const { data, error } = await connect({ input });
    if (error) return setProblem({ code: 'request_failed', message: failureText(error) });
    const [first] = data?.connect.problems ?? [];
    if (first) {
      setProblem(first);
      if (first.code.toLowerCase() === 'client_id_missing') setOwnClientId(true);
      return;
    }
    form.reset();
    notifyDone(connection ? t`Keys replaced. Everything else is as it was.` : t`ConnectWise is connected.`);
    await navigate({ to: connection ? '/integrations' : '/integrations/setup/permissions' });
  });

  return (
    <Card>
      <form onSubmit={submit} noValidate ref={box}>
        <Stack>
          <TextInput
            label={t`Site address`}
            description={t`As in the browser, for example na.myconnectwise.net or https://connect.example.com.`}
            required
            {...form.getInputProps('siteUrl')}
            name="siteUrl"
          />
          <SandboxKeys
            siteUrl={form.getValues().siteUrl}
            onUse={({ loginCompany, publicKey, privateKey }) => {
              const clientId = form.getValues().clientId || SANDBOX_CLIENT_ID;
              form.setValues({ loginCompany, publicKey, privateKey, clientId });
              setOwnClientId(true);
            }}
          />
          <TextInput
            label={t`Company ID`}
            description={t`What you type under Company when you sign in to ConnectWise.`}
            autoComplete="off"
            required
            {...form.getInputProps('loginCompany')}
            name="loginCompany"
          />
          <PasswordInput
            label={t`Public key`}
            autoComplete="off"
            required
            {...form.getInputProps('publicKey')}
            name="publicKey"
          />
          <PasswordInput
            label={t`Private key`}
            description={t`ConnectWise shows it once. It is stored encrypted and never shown again.`}
            autoComplete="off"
            required
            {...form.getInputProps('privateKey')}
            name="privateKey"
          />
          {ownClientId && (
            <TextInput
              label={t`Client ID`}
              description={t`From developer.connectwise.com. Required where the operator of this app has set none.`}
              autoComplete="off"
              {...form.getInputProps('clientId')}
              name="clientId"
            />
          )}
          {problem && <Refusal problem={problem} onGoTo={goTo} />}
          <Group gap="xs">
            <GuardedButton needs="canAdminister" type="submit" loading={fetching}>
              {connection ? t`Verify and replace keys` : t`Save and continue`}
            </GuardedButton>
            {!ownClientId && (
              <Button variant="subtle" onClick={() => setOwnClientId(true)}>{t`Use another client ID`}</Button>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Refusal({ problem, onGoTo }: { problem: FormProblem; onGoTo: (field: ConnectField) => void }): ReactElement {
  const cause = causeOf(problem.code);
  const { field } = cause;
  return (
    <Alert color="red" title={cause.title} icon={<IconAlertTriangle size={18} />} role="alert">
      <Text size="sm">{problem.message}</Text>
      {field ? (
        <Button mt="xs" size="compact-sm" variant="default" onClick={() => onGoTo(field)}>
          {cause.next.replace(/\.$/, '')}
        </Button>
      ) : (
        <Button mt="xs" size="compact-sm" variant="default" type="submit">{t`Try again`}</Button>
      )}
    </Alert>
  );
}
