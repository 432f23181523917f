import { Alert, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
import { TroubleLine } from '../../../components/trouble-line.tsx';
import type { StartHealthFragment } from '../../../graphql/graphql.ts';

const codes: ReadonlySet<string> = new Set(['worker_never_started', 'worker_stopped', 'worker_silent']);

/** That nothing will work on a sync that is started now, as the overview says it; starting it is allowed, since it then waits for a worker. */
export function NoWorker({ health }: { health: Pick<StartHealthFragment, 'troubles'> | null }): ReactElement | null {
  const trouble = health?.troubles.find(({ code }) => codes.has(code));
  if (!trouble) return null;
  return (
    <Alert color="yellow" role="status">
      <Text size="sm" fw={500}>
        <TroubleLine trouble={trouble} />
      </Text>
      <Text size="sm">{trouble.remedy}</Text>
      <Text size="xs" c="dimmed">
        <EnglishOnly />
      </Text>
    </Alert>
  );
}
