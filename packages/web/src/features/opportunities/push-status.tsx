import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { Tone } from '../../components/status-badge.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import { LeftOut } from './left-out.tsx';
import { OpportunityPushFragment, RetryPushMutation } from './opportunities.graphql.ts';
import { pushView } from './push-view.ts';

const colors: Record<Tone, string> = {
  ok: 'teal',
  working: 'harbor',
  attention: 'yellow',
  stopped: 'red',
  quiet: 'gray',
};

/** The push of a won opportunity while it goes on, and what to do when it stopped. */
export function PushStatus({
  opportunity,
}: {
  opportunity: FragmentType<typeof OpportunityPushFragment>;
}): ReactElement | null {
  const { id, push, link, stage } = readFragment(OpportunityPushFragment, opportunity);
  const [{ fetching }, retry] = useMutation(RetryPushMutation);
  if (!push) return null;
  const view = pushView(push, Boolean(link));
  // After a reopening the last push is history, unless it still wants something.
  const isOver = view.tone === 'ok' || view.tone === 'quiet' || push.leftOut.length > 0;
  if (stage.kind !== 'WON' && isOver && !view.isMoving && !view.canRetry) return null;
  const tryAgain = async (): Promise<void> => {
    const { data, error } = await retry({ opportunityId: id });
    const [problem] = data?.retryPush.problems ?? [];
    if (error) notifyFailure(failureText(error));
    else if (problem) notifyFailure(problem.message);
    else notifyDone(t`The push starts again.`);
  };
  return (
    <Alert
      role="status"
      variant="default"
      mb="lg"
      styles={{ icon: { color: `var(--mantine-color-${colors[view.tone]}-6)` } }}
      icon={<PushIcon tone={view.tone} />}
      title={view.sentence}
    >
      <Group justify="space-between" gap="sm">
        <Stack gap={2} style={{ flex: '1 1 18rem' }}>
          {push.error && !push.error.includes(view.sentence) && <Text size="sm">{push.error}</Text>}
          {push.state.toLowerCase() === 'done' && <LeftOut all={push.leftOut} />}
          <Text size="sm" c="dimmed" component="div">
            <Group gap={6}>
              <span>
                {push.attempts > 1 ? t`Attempt ${push.attempts}, ` : ''}
                <RelativeTime at={push.updatedAt} />
              </span>
              {push.state.toLowerCase() === 'pending' && push.nextAttemptAt && push.error && (
                <span>
                  <Trans>
                    · next attempt <RelativeTime at={push.nextAttemptAt} />
                  </Trans>
                </span>
              )}
            </Group>
          </Text>
        </Stack>
        {view.canRetry && (
          <GuardedButton
            needs="canRetry"
            variant="default"
            size="xs"
            loading={fetching}
            onClick={() => void tryAgain()}
          >{t`Retry now`}</GuardedButton>
        )}
      </Group>
    </Alert>
  );
}

function PushIcon({ tone }: { tone: Tone }): ReactElement {
  if (tone === 'ok') return <IconCheck size={18} />;
  if (tone === 'working') return <Loader size={16} aria-hidden />;
  if (tone === 'quiet') return <IconClock size={18} />;
  return <IconAlertTriangle size={18} />;
}
