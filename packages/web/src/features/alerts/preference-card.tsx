import { t } from '@lingui/core/macro';
import { Button, Card, Checkbox, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure, told } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import type { AlertKind, AlertPreferenceQuery } from '../../graphql/graphql.ts';
import { clockOf, kindOptions, minuteOf } from './alert-words.ts';
import { PreferenceQuery, SavePreference, SendTestAlert } from './alerts.graphql.ts';

type Preference = NonNullable<AlertPreferenceQuery['myAlertPreference']>;

/** What one hears by mail, and when. */
export function PreferenceCard(): ReactElement {
  const [result, ask] = useQuery({ query: PreferenceQuery });
  return (
    <Card component="section" aria-label={t`My e-mails`}>
      <Title order={3} mb="xs">
        {t`My e-mails`}
      </Title>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ myAlertPreference }) =>
          myAlertPreference ? (
            <PreferenceForm stored={myAlertPreference} />
          ) : (
            <Text size="sm">{t`A token gets no e-mail.`}</Text>
          )
        }
      </QueryState>
    </Card>
  );
}

function PreferenceForm({ stored }: { stored: Preference }): ReactElement {
  const [atOnce, setAtOnce] = useState<AlertKind[]>([...stored.atOnce]);
  const [digest, setDigest] = useState(stored.digest);
  const [from, setFrom] = useState(clockOf(stored.quietFrom));
  const [to, setTo] = useState(clockOf(stored.quietTo));
  const [saving, save] = useMutation(SavePreference);
  const [testing, test] = useMutation(SendTestAlert);
  const submit = async (): Promise<void> => {
    const input = { atOnce, digest, quietFrom: minuteOf(from), quietTo: minuteOf(to) };
    const { data, error } = await save({ input });
    told(error, data?.saveMyAlertPreference.problems, t`Your choice is saved.`);
  };
  const tryIt = async (): Promise<void> => {
    const { data, error } = await test({});
    if (error) return notifyFailure(failureText(error));
    const { done, problems } = data?.sendTestAlert ?? {};
    if (done) notifyDone(done);
    else notifyFailure(problems?.[0]?.message ?? t`The test could not be sent.`);
  };
  return (
    <Stack gap="md">
      <Checkbox.Group
        label={t`Tell me at once`}
        value={atOnce}
        onChange={(values) => setAtOnce(kindOptions.map(({ value }) => value).filter((kind) => values.includes(kind)))}
      >
        <Stack gap={6} mt={6}>
          {kindOptions.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label={t`Send me the rest once a day, after eight in the morning`}
        checked={digest}
        onChange={(event) => setDigest(event.currentTarget.checked)}
      />
      <Group gap="sm" align="flex-end">
        <TextInput
          type="time"
          label={t`Quiet from`}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          w={130}
        />
        <TextInput
          type="time"
          label={t`Quiet until`}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          w={130}
        />
        <Text size="xs" c="dimmed" style={{ flex: '1 0 100%' }}>
          {t`In the workspace’s time zone. What happens meanwhile comes in one e-mail afterwards. The same time twice: no quiet hours.`}
        </Text>
      </Group>
      <Group gap="xs">
        <Button onClick={() => void submit()} loading={saving.fetching}>
          {t`Save`}
        </Button>
        <Button variant="default" onClick={() => void tryIt()} loading={testing.fetching}>
          {t`Send me a test`}
        </Button>
      </Group>
    </Stack>
  );
}
