import { Alert, Group, List, Text } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { DriftTasksQuery as Answer, SetupStepName } from '../graphql/graphql.ts';
import { DriftTasksQuery } from './drift.graphql.ts';
import { FixLink } from './fix-link.tsx';
import { RelativeTime } from './relative-time.tsx';
import { formatCount } from './sync-words.ts';

type Task = Answer['driftTasks'][number];

/** The list is mostly empty, so the cache cannot see from an answer what it consists of. */
const context = { additionalTypenames: ['DriftTask'] };

/** Options that the settings use and that ConnectWise has taken away; `only` keeps to those of one step. Nothing while there are none. */
export function DriftNotice({ only }: { only?: SetupStepName }): ReactElement | null {
  const [{ data }] = useQuery({ query: DriftTasksQuery, requestPolicy: 'cache-and-network', context });
  const tasks = data?.driftTasks.filter((task) => !only || task.step === only) ?? [];
  if (tasks.length === 0) return null;
  return (
    <Alert
      mb={only ? 'md' : undefined}
      color="yellow"
      icon={<IconReplace size={18} aria-hidden />}
      title={tasks.length === 1 ? 'An option is to be replaced' : `${tasks.length} options are to be replaced`}
    >
      <List size="sm" spacing={6} listStyleType="none">
        {tasks.map((task) => (
          <List.Item key={task.key}>
            <Group gap="sm" style={{ rowGap: 2 }}>
              <Text size="sm" component="span">
                {task.message} {affectedWords(task)}
              </Text>
              {task.detectedAt && (
                <Text size="xs" component="span" c="dimmed">
                  noticed <RelativeTime at={task.detectedAt} />
                </Text>
              )}
              {!only && <FixLink step={task.step} />}
            </Group>
          </List.Item>
        ))}
      </List>
      <Text size="xs" mt={6} c="dimmed">
        Records that need {tasks.length === 1 ? 'it' : 'one of them'} wait until another one is chosen; all others go
        on.
      </Text>
    </Alert>
  );
}

function affectedWords({ affectedOpportunities: count }: Task): string {
  if (!count) return '';
  return count === 1 ? '1 open opportunity is concerned.' : `${formatCount(count)} open opportunities are concerned.`;
}
