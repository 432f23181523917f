import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { ReferenceListsQuery, RefreshListsMutation } from './setup.graphql.ts';

/** Reads stages, statuses, locations and the other lists from ConnectWise again, and says when that was done last. */
export function RefreshLists(): ReactElement {
  const [{ fetching }, refresh] = useMutation(RefreshListsMutation);
  const [lists] = useQuery({ query: ReferenceListsQuery, requestPolicy: 'cache-and-network' });
  const readAt = newest(lists.data?.referenceLists.map((list) => list.readAt) ?? []);
  const start = async (): Promise<void> => {
    const { data, error } = await refresh(
      {},
      { additionalTypenames: ['ReferenceItem', 'ReferenceList', 'DriftTask', 'SetupStep'] },
    );
    const failure = error ? failureText(error) : data?.refreshReferenceData.problems[0]?.message;
    if (failure) notifyFailure(failure);
    else notifyDone(t`The lists are now as in ConnectWise.`);
  };
  return (
    <Group gap="sm">
      {readAt && (
        <Text size="xs" c="dimmed">
          <Trans>
            read <RelativeTime at={readAt} />
          </Trans>
        </Text>
      )}
      <GuardedButton
        needs="canAdminister"
        variant="default"
        loading={fetching}
        leftSection={<IconRefresh size={16} />}
        onClick={() => void start()}
      >{t`Refresh lists`}</GuardedButton>
    </Group>
  );
}

/** A list that ConnectWise refuses keeps its old time; the newest one says when they were asked for. */
const newest = (times: readonly (string | null | undefined)[]): string | null =>
  times.reduce<string | null>((latest, at) => (at && (!latest || at > latest) ? at : latest), null);
