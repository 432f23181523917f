import { t } from '@lingui/core/macro';
import { Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { told } from '../../components/notify.ts';
import { PauseMutation } from './integrations.graphql.ts';

/** Asks why, then pauses. */
export function PauseDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const [, pause] = useMutation(PauseMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await pause({ reason: reason.trim() });
    return told(error, data?.pauseConnection.problems, t`The sync is paused.`);
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t`Pause the sync?`}
      confirmLabel={t`Pause`}
      confirmDisabled={reason.trim() === ''}
      onConfirm={confirm}
    >
      <Text size="sm">{t`Nothing is read or sent until somebody resumes. Changes made meanwhile are kept and follow then.`}</Text>
      <Textarea
        label={t`Reason`}
        description={t`Everybody in the workspace sees it.`}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
    </ConfirmDialog>
  );
}
