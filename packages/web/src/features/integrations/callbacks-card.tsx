import { msg, t } from '@lingui/core/macro';
import { Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { formatCount } from '../../components/sync-words.ts';
import type { CallbackState } from '../../graphql/graphql.ts';
import { CallbacksQuery, CheckCallbacksMutation } from './integrations.graphql.ts';

const states: Record<CallbackState, { label: string; tone: Tone }> = words({
  ACTIVE: { label: msg`Active`, tone: 'ok' },
  OFF: { label: msg`Off`, tone: 'quiet' },
  SILENT: { label: msg`Silent`, tone: 'attention' },
  FAILING: { label: msg`Refused`, tone: 'attention' },
});

/** Whether ConnectWise tells of changes at once, and what was heard of it lately. */
export function CallbacksCard(): ReactElement | null {
  const [{ data }, ask] = useQuery({ query: CallbacksQuery, requestPolicy: 'cache-and-network' });
  const [{ fetching }, check] = useMutation(CheckCallbacksMutation);
  const callbacks = data?.callbacks;
  if (!callbacks) return null;
  const look = async (): Promise<void> => {
    const answer = await check({});
    if (told(answer.error, answer.data?.checkCallbacks.problems, t`Callbacks checked.`))
      ask({ requestPolicy: 'network-only' });
  };
  const { label, tone } = states[callbacks.state];
  return (
    <Card component="section" aria-label={t`Callbacks`} mt="lg" withBorder>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Group gap="xs">
            <Title order={3}>{t`Callbacks`}</Title>
            <StatusBadge tone={tone}>{label}</StatusBadge>
          </Group>
          <Text size="sm" c="dimmed">
            {callbacks.sentence}
          </Text>
        </div>
        <GuardedButton
          needs="canRetry"
          variant="default"
          loading={fetching}
          onClick={() => void look()}
        >{t`Check now`}</GuardedButton>
      </Group>
      {callbacks.state !== 'OFF' && (
        <SimpleGrid cols={{ base: 2, sm: 4 }} mt="md">
          <Figure label={t`Last message`}>
            <RelativeTime at={callbacks.lastEventAt} none={t`none yet`} />
          </Figure>
          <Figure label={t`Messages in the last hour`}>{formatCount(callbacks.eventsLastHour)}</Figure>
          <Figure label={t`Refused as forged`}>{formatCount(callbacks.rejected)}</Figure>
          <Figure label={t`Entries checked`}>
            <RelativeTime at={callbacks.checkedAt} none={t`not yet`} />
          </Figure>
        </SimpleGrid>
      )}
    </Card>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600} component="div" className="tabular">
        {children}
      </Text>
    </div>
  );
}
