import { Alert, Button, Card, Code, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { notifyDone, notifyFailure, told } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import type { AlertSettingsQuery as SettingsData, WebhookForm } from '../../graphql/graphql.ts';
import { AddWebhook, AlertSettingsQuery, alertsContext, RemoveWebhook, TestWebhook } from './alerts.graphql.ts';

type Webhook = SettingsData['alertSettings']['webhooks'][number];

const formWords: Readonly<Record<WebhookForm, string>> = {
  STANDARD: 'JSON (Standard Webhooks)',
  SLACK: 'Slack message',
  TEAMS: 'Teams message',
};
const formOptions = (Object.entries(formWords) as [WebhookForm, string][]).map(([value, label]) => ({ value, label }));

/** Addresses that are told of every alert, each signed with a secret of its own. */
export function WebhooksCard(): ReactElement {
  const [result, ask] = useQuery({ query: AlertSettingsQuery, context: alertsContext });
  return (
    <Card component="section" aria-label="Webhooks">
      <Title order={3} mb="xs">
        Webhooks
      </Title>
      <Stack gap="md">
        <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
          {({ alertSettings: { webhooks } }) => (
            <>
              {webhooks.length === 0 && (
                <Text size="sm" c="dimmed">
                  None yet. A webhook is told when an alert opens and when it is over.
                </Text>
              )}
              {webhooks.map((webhook) => (
                <WebhookLine key={webhook.id} webhook={webhook} />
              ))}
            </>
          )}
        </QueryState>
        <AddForm />
      </Stack>
    </Card>
  );
}

function WebhookLine({ webhook }: { webhook: Webhook }): ReactElement {
  const [testing, test] = useMutation(TestWebhook);
  const [removing, remove] = useMutation(RemoveWebhook);
  const tryIt = async (): Promise<void> => {
    const { data, error } = await test({ id: webhook.id });
    if (error) return notifyFailure(failureText(error));
    const { done, problems } = data?.testWebhook ?? {};
    if (done) notifyDone(done);
    else notifyFailure(problems?.[0]?.message ?? 'The test could not be sent.');
  };
  const takeAway = async (): Promise<void> => {
    const { data, error } = await remove({ id: webhook.id }, alertsContext);
    told(error, data?.removeWebhook.problems, `The webhook "${webhook.name}" was removed.`);
  };
  return (
    <Group justify="space-between" gap="sm">
      <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Text size="sm" fw={500}>
          {webhook.name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {formWords[webhook.form]} · {webhook.url}
        </Text>
      </div>
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant="default"
          loading={testing.fetching}
          onClick={() => void tryIt()}
          aria-label={`Test ${webhook.name}`}
        >
          Test
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={removing.fetching}
          onClick={() => void takeAway()}
          aria-label={`Remove ${webhook.name}`}
        >
          Remove
        </Button>
      </Group>
    </Group>
  );
}

function AddForm(): ReactElement {
  const [{ fetching }, add] = useMutation(AddWebhook);
  const [secret, setSecret] = useState<string | null>(null);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ name: string; url: string; form: WebhookForm }>({
    initialValues: { name: '', url: '', form: 'STANDARD' },
    validate: {
      name: (value) => (value.trim() ? null : 'Give it a name.'),
      url: (value) => (value.trim() ? null : 'Enter the address.'),
    },
  });
  const submit = form.onSubmit(async (input) => {
    setProblems([]);
    const { data, error } = await add({ input }, alertsContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.addWebhook.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    setSecret(input.form === 'STANDARD' ? (data?.addWebhook.secret ?? null) : null);
    form.reset();
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {secret && (
          <Alert color="yellow" variant="light" title="The secret is shown this once">
            <Text size="sm" mb="xs">
              The receiver checks with it that a message is ours.
            </Text>
            <Code block aria-label="Secret of the webhook" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {secret}
            </Code>
          </Alert>
        )}
        <Group gap="sm" align="flex-start">
          <TextInput label="Name" {...form.getInputProps('name')} style={{ flex: '1 1 10rem' }} />
          <TextInput
            label="Address"
            type="url"
            placeholder="https://"
            {...form.getInputProps('url')}
            style={{ flex: '2 1 16rem' }}
          />
          <Select
            label="Form"
            data={formOptions}
            allowDeselect={false}
            {...form.getInputProps('form')}
            style={{ flex: '1 1 12rem' }}
          />
        </Group>
        <FormProblems problems={problems} />
        <Group>
          <Button type="submit" variant="default" loading={fetching}>
            Add webhook
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
