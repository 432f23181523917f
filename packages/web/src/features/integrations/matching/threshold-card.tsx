import { plural, t } from '@lingui/core/macro';
import { Card, Group, Slider, Text, Title } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import type { MatchSummaryFieldsFragment } from '../../../graphql/graphql.ts';
import { SaveSettingsMutation } from '../setup/setup.graphql.ts';
import { AcceptMatchesMutation } from './matching.graphql.ts';
import { problemsText, touchedByDecisions } from './use-decide.ts';

type Props = {
  summary: MatchSummaryFieldsFragment;
  threshold: number;
  /** The counts are those of an earlier position. */
  isStale: boolean;
  onChange: (threshold: number) => void;
};

const marks = [50, 60, 70, 80, 90, 100].map((value) => ({ value, label: String(value) }));

/** From which score on the program may link by itself, with what that comes to. */
export function ThresholdCard({ summary, threshold, isStale, onChange }: Props): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, save] = useMutation(SaveSettingsMutation);
  const [, accept] = useMutation(AcceptMatchesMutation);
  const exact = summary.entities.reduce((sum, one) => sum + one.exact, 0);
  const keep = async (): Promise<void> => {
    const { data, error } = await save(
      { input: { matching: { threshold } } },
      { additionalTypenames: ['SyncSettings', ...touchedByDecisions] },
    );
    const failure = error ? failureText(error) : problemsText(data?.saveSyncSettings.problems ?? []);
    if (failure) notifyFailure(failure);
    else notifyDone(t`The threshold is now ${threshold}.`);
  };
  const link = async (): Promise<boolean> => {
    const { data, error } = await accept({ threshold }, { additionalTypenames: touchedByDecisions });
    const failure = error ? failureText(error) : problemsText(data?.acceptMatchesAbove.problems ?? []);
    if (failure) notifyFailure(failure);
    const linked = data?.acceptMatchesAbove.decided ?? 0;
    if (linked > 0) notifyDone(plural(linked, { one: '# pair is linked.', other: '# pairs are linked.' }));
    return !error;
  };
  return (
    <Card component="section" aria-label={t`Threshold`}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{t`Link without asking from ${threshold} on`}</Title>
        <Group gap="xs">
          {threshold !== summary.savedThreshold && (
            <GuardedButton
              needs="canAdminister"
              size="xs"
              variant="default"
              onClick={() => void keep()}
            >{t`Save threshold`}</GuardedButton>
          )}
          <GuardedButton
            needs="canAdminister"
            size="xs"
            leftSection={<IconLink size={14} />}
            blockedBecause={summary.linkRefusal ?? (exact === 0 ? t`No pair is clear at this threshold.` : null)}
            onClick={() => setAsking(true)}
          >
            {plural(exact, { one: 'Link # clear pair', other: 'Link # clear pairs' })}
          </GuardedButton>
        </Group>
      </Group>
      <Text
        size="sm"
        mt={6}
        c="dimmed"
        role="status"
        aria-live="polite"
        aria-busy={isStale}
        style={{ opacity: isStale ? 0.6 : 1 }}
      >
        {t`At ${threshold}: ${plural(exact, { one: '# pair is clear', other: '# pairs are clear' })}, ${plural(summary.waiting, { one: '# waits for a person', other: '# wait for a person' })}. A pair with a rival, or with something that speaks against it, is never linked without asking.`}
      </Text>
      <Slider
        mt="md"
        mb="xl"
        mx="xs"
        min={50}
        max={100}
        step={1}
        value={threshold}
        onChange={onChange}
        marks={marks}
        label={null}
        thumbLabel={t`Threshold`}
      />
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={plural(exact, { one: 'Link # pair?', other: 'Link # pairs?' })}
        confirmLabel={t`Link them`}
        onConfirm={link}
      >
        {t`All pairs that score ${threshold} or more, have no rival and nothing against them are linked: clients first, then their contacts. No record is changed, and each link can be undone with "Not the same".`}
      </ConfirmDialog>
    </Card>
  );
}
