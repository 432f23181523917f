import { t } from '@lingui/core/macro';
import { Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

type Props = { opened: boolean; name: string; onClose: () => void; onDismiss: (reason: string) => Promise<boolean> };

/** Sets an issue aside for good; the reason is kept for those who ask later. */
export function DismissDialog({ opened, name, onClose, onDismiss }: Props): ReactElement {
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t`Dismiss the issue of ${name}?`}
      confirmLabel={t`Dismiss`}
      confirmDisabled={reason.trim() === ''}
      onConfirm={() => onDismiss(reason.trim())}
    >
      <Text size="sm">{t`The record is left as it is and not tried again because of this issue.`}</Text>
      <Textarea
        label={t`Reason`}
        description={t`Shown with the issue.`}
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
