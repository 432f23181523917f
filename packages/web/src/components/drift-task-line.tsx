import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import type { DriftTaskFieldsFragment } from '../graphql/graphql.ts';
import { AcceptDriftMutation } from './drift.graphql.ts';
import { failureText } from './failure-text.ts';
import { FixLink } from './fix-link.tsx';
import { GuardedButton } from './guarded-button.tsx';
import { MendLink } from './mend-link.tsx';
import { notifyFailure } from './notify.ts';
import { RelativeTime } from './relative-time.tsx';

type Props = { task: DriftTaskFieldsFragment; isOnItsPage: boolean };

/** One thing that changed: what, whom it concerns, the way to mend it, and for what may stay the button that leaves it. */
export function DriftTaskLine({ task, isOnItsPage }: Props): ReactElement {
  return (
    <Group gap="sm" style={{ rowGap: 2 }}>
      <Text size="sm" component="span">
        {task.message} {affectedWords(task)} {task.section === 'taxMap' && task.advice}
      </Text>
      {task.detectedAt && (
        <Text size="xs" component="span">
          <Trans>
            noticed <RelativeTime at={task.detectedAt} />
          </Trans>
        </Text>
      )}
      {!isOnItsPage && <Mend task={task} />}
      {task.canAccept && <Accept task={task} />}
    </Group>
  );
}

function Mend({ task: { section, step } }: Pick<Props, 'task'>): ReactElement {
  return section === 'taxMap' ? <MendLink code="tax_rate_changed" /> : <FixLink step={step} />;
}

function Accept({ task }: Pick<Props, 'task'>): ReactElement {
  const [, accept] = useMutation(AcceptDriftMutation);
  const [isBusy, setIsBusy] = useState(false);
  const send = async (): Promise<void> => {
    setIsBusy(true);
    const { data, error } = await accept({ key: task.key }, { additionalTypenames: ['DriftTask', 'TaxMapping'] });
    setIsBusy(false);
    const refused = error ? failureText(error) : data?.acceptDriftTask.problems[0]?.message;
    if (refused) notifyFailure(refused);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      size="compact-xs"
      variant="default"
      loading={isBusy}
      aria-label={t`Leave as it is: ${task.message}`}
      onClick={() => void send()}
    >{t`Leave as it is`}</GuardedButton>
  );
}

function affectedWords({ affectedOpportunities: count }: Props['task']): string {
  if (!count) return '';
  return plural(count, { one: '1 open opportunity is concerned.', other: '# open opportunities are concerned.' });
}
