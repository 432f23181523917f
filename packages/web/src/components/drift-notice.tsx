import { plural, t } from '@lingui/core/macro';
import { Alert, List, Text } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../graphql/fragment-masking.ts';
import type { SetupStepName, DriftTaskFieldsFragment as Task } from '../graphql/graphql.ts';
import { DriftTaskFields, DriftTasksQuery, driftContext } from './drift.graphql.ts';
import { DriftTaskLine } from './drift-task-line.tsx';

/** What the settings use of ConnectWise and what changed there; `only` keeps to one step. Nothing while there is none. */
export function DriftNotice({ only }: { only?: SetupStepName }): ReactElement | null {
  const [{ data }] = useQuery({ query: DriftTasksQuery, requestPolicy: 'cache-and-network', context: driftContext });
  const tasks = readFragment(DriftTaskFields, data?.driftTasks.filter((task) => !only || task.step === only) ?? []);
  if (tasks.length === 0) return null;
  const holding = tasks.filter((task) => task.holdsBack).length;
  return (
    <Alert
      mb={only ? 'md' : undefined}
      color="yellow"
      icon={<IconReplace size={18} aria-hidden />}
      title={titleOf(tasks, holding)}
    >
      <List size="sm" spacing={6} listStyleType="none">
        {tasks.map((task) => (
          <List.Item key={task.key}>
            <DriftTaskLine task={task} isOnItsPage={only !== undefined} />
          </List.Item>
        ))}
      </List>
      {holding > 0 && (
        <Text size="xs" mt={6} c="dimmed">
          {plural(holding, {
            one: 'Records that need it wait until another one is chosen. All others continue.',
            other: 'Records that need one of them wait until another one is chosen. All others continue.',
          })}
        </Text>
      )}
    </Alert>
  );
}

function titleOf(tasks: readonly Task[], holding: number): string {
  const { length } = tasks;
  if (holding === length)
    return plural(length, { one: 'An option is to be replaced', other: `${length} options are to be replaced` });
  if (holding > 0) return t`${length} things changed in ConnectWise`;
  return plural(length, {
    one: 'A tax rate changed in ConnectWise',
    other: `${length} tax rates changed in ConnectWise`,
  });
}
