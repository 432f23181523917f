import { Alert, Card, Group, List, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import type { FormProblem } from '../../../components/form-problems.tsx';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StartSyncMutation } from './start.graphql.ts';

type Props = { startedAt: string | null };

/** Starts the first sync; what is still missing is told all at once. */
export function StartCard({ startedAt }: Props): ReactElement {
  const navigate = useNavigate();
  const [{ fetching }, startSync] = useMutation(StartSyncMutation);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const start = async (): Promise<void> => {
    const { data, error } = await startSync({});
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.startSync.problems ?? [];
    setProblems(refused);
    if (refused.length === 0) await navigate({ to: '/overview' });
  };
  return (
    <Card component="section" aria-label="Start">
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={2}>{startedAt ? 'The sync is on' : 'Start the sync'}</Title>
          <Text size="sm" c="dimmed">
            {startedAt ? (
              <>
                Started <RelativeTime at={startedAt} />. ConnectWise is asked every 15 minutes.
              </>
            ) : (
              'The first sync brings in everything there is; records that match are linked, not doubled. Afterwards ConnectWise is asked every 15 minutes.'
            )}
          </Text>
        </div>
        {!startedAt && (
          <GuardedButton
            needs="canAdminister"
            loading={fetching}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => void start()}
          >
            Start sync
          </GuardedButton>
        )}
      </Group>
      {problems.length > 0 && (
        <Alert
          color="red"
          mt="md"
          icon={<IconAlertTriangle size={18} />}
          title="The sync cannot start yet"
          role="alert"
        >
          <List size="sm" spacing={4}>
            {problems.map((problem) => (
              <List.Item key={`${problem.code} ${problem.field} ${problem.message}`}>{problem.message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Card>
  );
}
