import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Card, Code, Group, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { EmptyState, QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatDuration } from '../../components/sync-words.ts';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { WebhookDeliveriesQuery as Data, DeliveryFieldsFragment } from '../../graphql/graphql.ts';
import { deliveryWords } from './webhook-words.ts';
import { DeliveriesQuery, DeliveryFields, RepeatDelivery, webhooksContext } from './webhooks.graphql.ts';

const PAGE = 20;
const pageOf = ({ webhook }: Data) => ({
  items: readFragment(DeliveryFields, webhook?.deliveries.items ?? []),
  pageInfo: webhook?.deliveries.pageInfo ?? { hasNextPage: false },
});

/** What a webhook was told, newest first, with what each attempt came to. */
export function DeliveryList({ webhookId, isOff }: { webhookId: string; isOff: boolean }): ReactElement {
  const list = usePagedQuery({ query: DeliveriesQuery, variables: { id: webhookId, first: PAGE }, page: pageOf });
  return (
    <Stack gap="xs">
      <Group>
        <Button size="compact-sm" variant="default" loading={list.fetching} onClick={list.retry}>{t`Refresh`}</Button>
      </Group>
      <QueryState
        result={list}
        onRetry={list.retry}
        isEmpty={() => list.items.length === 0}
        empty={
          <EmptyState
            title={t`Nothing was sent yet`}
          >{t`Messages appear here when something happens, or when you send a test.`}</EmptyState>
        }
      >
        {() => (
          <>
            {list.items.map((delivery) => (
              <Delivery key={delivery.id} delivery={delivery} isOff={isOff} />
            ))}
            {list.hasMore && (
              <Button variant="default" onClick={list.loadMore} loading={list.loadingMore}>{t`Show older`}</Button>
            )}
          </>
        )}
      </QueryState>
    </Stack>
  );
}

function Delivery({ delivery, isOff }: { delivery: DeliveryFieldsFragment; isOff: boolean }): ReactElement {
  const { id, type, state, createdAt, nextAttemptAt, attempts, payload, messageId } = delivery;
  const [isOpen, setOpen] = useState(false);
  const [{ fetching }, repeat] = useMutation(RepeatDelivery);
  const { tone, label } = deliveryWords[state];
  const [last] = attempts;
  const again = async (): Promise<void> => {
    const { data, error } = await repeat({ id }, webhooksContext);
    told(error, data?.repeatWebhookDelivery.problems, t`The message goes out again.`);
  };
  return (
    <Card component="article" padding="sm" aria-label={`${type}, ${label}`}>
      <Group justify="space-between" gap="xs">
        <Group gap="md">
          <Text size="sm" fw={500}>
            {type}
          </Text>
          <StatusBadge tone={tone}>{label}</StatusBadge>
          <Text size="sm" c="dimmed">
            <RelativeTime at={createdAt} />
          </Text>
        </Group>
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={isOpen ? t`Hide details of ${type}` : t`Show details of ${type}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? t`Hide` : t`Details`}
          </Button>
          <GuardedButton
            needs="canRetry"
            size="compact-sm"
            variant="default"
            loading={fetching}
            blockedBecause={isOff ? t`Switch the webhook on first.` : null}
            onClick={() => void again()}
            aria-label={t`Send again: ${type}`}
          >{t`Send again`}</GuardedButton>
        </Group>
      </Group>
      {last && (
        <Text size="sm">
          {last.error ?? t`Answered with ${last.statusCode ?? '–'} in ${formatDuration(last.durationMs)}.`}
        </Text>
      )}
      {nextAttemptAt && attempts.length > 0 && (
        <Text size="sm" c="dimmed">
          <Trans>
            Next attempt <RelativeTime at={nextAttemptAt} />.
          </Trans>
        </Text>
      )}
      {isOpen && (
        <Stack gap="xs" mt="xs">
          {attempts.map((attempt) => (
            <div key={attempt.at}>
              <Text size="sm">
                <RelativeTime at={attempt.at} />: {attempt.error ?? t`answered with ${attempt.statusCode ?? '–'}`} (
                {formatDuration(attempt.durationMs)})
              </Text>
              {attempt.answer && (
                <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                  {attempt.answer}
                </Code>
              )}
            </div>
          ))}
          <Text size="xs" c="dimmed">
            webhook-id {messageId}
          </Text>
          <Code block aria-label={t`Body of the message`} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {readable(payload)}
          </Code>
        </Stack>
      )}
    </Card>
  );
}

/** JSON with line breaks. */
const readable = (json: string): string => JSON.stringify(JSON.parse(json), null, 2);
