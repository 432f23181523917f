import { t } from '@lingui/core/macro';
import { Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { formatCount } from '../../../components/sync-words.ts';
import { CatchUpMutation, ModePreviewQuery } from './scope.graphql.ts';

/** Making up for what earlier modes left: offered beside the mode, done only on a person's word. */
export function CatchUp({ isModeSaved }: { isModeSaved: boolean }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <Group justify="space-between" mt="lg" gap="sm">
      <Text
        size="sm"
        c="dimmed"
        style={{ flex: '1 1 16rem' }}
      >{t`A change of mode applies to later events only. Catching up brings in what an earlier mode skipped.`}</Text>
      <GuardedButton
        needs="canAdminister"
        variant="default"
        leftSection={<IconHistory size={16} aria-hidden />}
        blockedBecause={isModeSaved ? null : t`Save the mode first: catching up uses the saved mode.`}
        onClick={() => setOpen(true)}
      >{t`Catch up`}</GuardedButton>
      {isOpen && <CatchUpDialog onClose={() => setOpen(false)} />}
    </Group>
  );
}

function CatchUpDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [{ data, error, fetching }] = useQuery({
    query: ModePreviewQuery,
    variables: {},
    requestPolicy: 'network-only',
  });
  const [wish, setWish] = useState({ edits: true, changes: true, newRecords: false });
  const [, catchUp] = useMutation(CatchUpMutation);
  const counts = data?.modePreview.preview;
  const failure = error ? failureText(error) : data?.modePreview.problems[0]?.message;
  const confirm = async (): Promise<boolean> => {
    const answer = await catchUp({ input: wish }, { additionalTypenames: ['SyncRun', 'IntegrationHealth'] });
    const refusal = answer.error ? failureText(answer.error) : answer.data?.catchUp.problems[0]?.message;
    if (refusal) notifyFailure(refusal);
    else notifyDone(t`Catching up. Each record appears in the audit log as it is done.`);
    return !refusal;
  };
  const choice = (key: keyof typeof wish, label: string, count: number): ReactElement => (
    <Checkbox
      checked={wish[key]}
      onChange={(event) => setWish({ ...wish, [key]: event.currentTarget.checked })}
      label={`${label}: ${formatCount(count)}`}
    />
  );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Catch up`}
      confirmLabel={t`Catch up`}
      onConfirm={confirm}
      confirmDisabled={!counts || !(wish.edits || wish.changes || wish.newRecords)}
    >
      {fetching ? (
        <Skeleton h={96} aria-label={t`Counting`} />
      ) : counts ? (
        <Stack gap="sm">
          <Text size="sm">{t`As far as the current mode and the filters allow:`}</Text>
          {choice('edits', t`Send edits made here that were not sent`, counts.unpushedEdits)}
          {choice('newRecords', t`Send records created here that are not in ConnectWise`, counts.newHere)}
          {choice('changes', t`Take in what ConnectWise changed and a mode skipped`, counts.skippedByMode)}
        </Stack>
      ) : (
        <Text size="sm" role="alert">
          {failure ?? t`It could not be counted. Try again.`}
        </Text>
      )}
    </ConfirmDialog>
  );
}
