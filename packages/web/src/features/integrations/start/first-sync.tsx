import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlayerStop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { CurrentRun } from '../../../components/current-run.tsx';
import { HowLong } from '../../../components/relative-time.tsx';
import { RunSummary, totalsOf } from '../../../components/run-summary.ts';
import { asSentence } from '../../../components/sync-words.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { RunSummaryFragment, StartHealthFragment } from '../../../graphql/graphql.ts';
import { RunControls } from './run-controls.tsx';

/** The first sync while it runs, is paused or held up, and a word on one that was cancelled or failed. */
export function FirstSync({ health }: { health: StartHealthFragment | null }): ReactElement | null {
  const run = readFragment(RunSummary, health?.currentRun);
  const last = readFragment(RunSummary, health?.lastRun);
  if (run?.kind !== 'INITIAL') return last?.kind === 'INITIAL' ? <Ended run={last} /> : null;
  const isPaused = health?.connection?.state === 'PAUSED';
  const stopping = health?.troubles.find(
    ({ code, tone }) => code !== 'paused' && code !== 'disconnected' && tone === 'stopped',
  );
  return (
    <>
      {isPaused && health?.connection && (
        <Alert color="yellow" icon={<IconPlayerPause size={18} aria-hidden />} title={t`The sync is paused`}>
          <Text size="sm">
            <Trans>
              {asSentence(health.connection.stateMessage ?? t`No reason was given`)} For{' '}
              <HowLong at={health.connection.stateSince} />. It continues from here when somebody resumes it.
            </Trans>
          </Text>
        </Alert>
      )}
      {stopping && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t`No worker is running it`}
          role="alert"
        >
          <Text size="sm">
            {asSentence(stopping.sentence)} {stopping.remedy}
          </Text>
        </Alert>
      )}
      {!isPaused && !stopping && run.error && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t`It is held up and tries again`}
        >
          <Text size="sm">{asSentence(run.error)}</Text>
        </Alert>
      )}
      <CurrentRun
        run={run}
        isWaiting={isPaused || stopping !== undefined}
        actions={<RunControls runId={run.id} isPaused={isPaused} />}
      />
    </>
  );
}

function Ended({ run }: { run: RunSummaryFragment }): ReactElement | null {
  if (run.state === 'CANCELLED')
    return (
      <Alert color="gray" icon={<IconPlayerStop size={18} aria-hidden />} title={t`The first sync was cancelled`}>
        <Text size="sm">
          {plural(totalsOf(run.entities).processed, {
            one: 'It had looked at # record. What came in stays. Starting again continues after it.',
            other: 'It had looked at # records. What came in stays. Starting again continues after them.',
          })}
        </Text>
      </Alert>
    );
  if (run.state === 'FAILED')
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle size={18} aria-hidden />}
        title={t`The first sync failed`}
        role="alert"
      >
        <Text size="sm">
          <Trans>{asSentence(run.error ?? t`It ended early`)} What came in stays.</Trans>
        </Text>
      </Alert>
    );
  return null;
}
