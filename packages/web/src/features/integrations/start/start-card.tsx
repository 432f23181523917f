import { plural, t } from '@lingui/core/macro';
import { Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { StartSyncMutation } from './start.graphql.ts';
import { StartProblems, type StepProblem } from './start-problems.tsx';

type Props = {
  preview: PreviewSummaryFragment | null;
  /** How many choices are still to be made. */
  missing: number;
};

/** Starts the first sync by the preview that was looked at; the server judges everything once more. */
export function StartCard({ preview, missing }: Props): ReactElement {
  const [{ fetching }, startSync] = useMutation(StartSyncMutation);
  const [scope, setScope] = useState<'all' | 'new'>('all');
  const [problems, setProblems] = useState<readonly StepProblem[]>([]);
  const start = async (): Promise<void> => {
    setProblems([]);
    const { data, error } = await startSync(scope === 'new' ? { onlyNew: true } : { previewId: preview?.id ?? null }, {
      additionalTypenames: ['SyncSettings', 'SetupStep', 'IntegrationHealth', 'SyncPreview'],
    });
    setProblems(error ? [{ code: 'request_failed', message: failureText(error) }] : (data?.startSync.problems ?? []));
  };
  return (
    <Card component="section" aria-label={t`Start`}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={3}>{t`Start the sync`}</Title>
          <Text size="sm" c="dimmed">{t`Afterwards ConnectWise is asked every 15 minutes.`}</Text>
          <NamedRadioGroup
            name={t`What the first sync brings in`}
            value={scope}
            onChange={(value) => setScope(value === 'new' ? 'new' : 'all')}
            mt="sm"
          >
            <Stack gap="xs">
              <Radio
                value="all"
                label={t`Everything there is`}
                description={t`Records that match are linked, not doubled.`}
              />
              <Radio
                value="new"
                label={t`Only what is new from today`}
                description={t`What ConnectWise has by now is skipped, and can be brought in one by one. No preview is needed.`}
              />
            </Stack>
          </NamedRadioGroup>
        </div>
        <GuardedButton
          needs="canAdminister"
          blockedBecause={whyNot(scope, preview, missing)}
          loading={fetching}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() => void start()}
        >{t`Save and start sync`}</GuardedButton>
      </Group>
      {problems.length > 0 && (
        <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>
          <StartProblems problems={problems} />
        </div>
      )}
    </Card>
  );
}

/** What has to be done before the button can be pressed, or null. */
function whyNot(scope: 'all' | 'new', preview: PreviewSummaryFragment | null, missing: number): string | null {
  if (missing > 0) return plural(missing, { one: 'One thing is still missing.', other: '# things are still missing.' });
  if (scope === 'new') return null;
  if (!preview || preview.state === 'FAILED' || preview.state === 'CANCELLED') return t`Create a preview first.`;
  if (preview.state === 'RUNNING') return t`The preview is still being created.`;
  return preview.changedSince.length > 0 ? t`Something changed since the preview. Create a new one.` : null;
}
