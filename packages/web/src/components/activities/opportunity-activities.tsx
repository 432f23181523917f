import { t } from '@lingui/core/macro';
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { OpportunityActivitiesQuery as Data } from '../../graphql/graphql.ts';
import { failureText } from '../failure-text.ts';
import { GuardedButton } from '../guarded-button.tsx';
import { RowList } from '../row-list.tsx';
import { usePagedQuery } from '../use-paged-query.ts';
import { ActivityLineFragment, OpportunityActivitiesQuery } from './activities.graphql.ts';
import { ActivityForm } from './activity-form.tsx';
import { ActivityRow } from './activity-row.tsx';

const pageOf = (data: Data) => data.activities;

/** What is planned, done and noted for an opportunity. */
export function OpportunityActivities({ opportunityId }: { opportunityId: string }): ReactElement {
  const list = usePagedQuery({
    query: OpportunityActivitiesQuery,
    variables: { opportunityId, first: 50 },
    page: pageOf,
  });
  /** The ID of the one that is edited, or `new`. */
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  const rows = readFragment(ActivityLineFragment, list.items);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text
          size="sm"
          c="dimmed"
          style={{ flex: '1 1 18rem' }}
        >{t`Tasks, calls and notes stay in the CRM and are not sent to ConnectWise.`}</Text>
        {open !== 'new' && (
          <GuardedButton
            needs="canEdit"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpen('new')}
          >{t`Add activity`}</GuardedButton>
        )}
      </Group>
      {open === 'new' && (
        <Paper withBorder p="md">
          <ActivityForm opportunityId={opportunityId} onClose={close} />
        </Paper>
      )}
      {list.error && (
        <Text size="sm" role="alert">
          {failureText(list.error)}{' '}
          <Button variant="subtle" size="compact-sm" onClick={list.retry}>{t`Try again`}</Button>
        </Text>
      )}
      {list.data && rows.length === 0 && open !== 'new' && (
        <Text size="sm">{t`Nothing is planned. Add a task or a call, so that this opportunity has a next step.`}</Text>
      )}
      {rows.length > 0 && (
        <RowList label={t`Activities`}>
          {rows.map((activity) =>
            open === activity.id ? (
              <Paper component="li" key={activity.id} p="md">
                <ActivityForm opportunityId={opportunityId} activity={activity} onClose={close} />
              </Paper>
            ) : (
              <ActivityRow key={activity.id} activity={activity} onEdit={() => setOpen(activity.id)} />
            ),
          )}
        </RowList>
      )}
      {list.hasMore && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={list.loadingMore}
          onClick={list.loadMore}
        >{t`Load more`}</Button>
      )}
    </Stack>
  );
}
