import { t } from '@lingui/core/macro';
import { Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

type Props = { opened: boolean; name: string; onClose: () => void; onPark: (reason: string) => Promise<boolean> };

/** Puts an issue aside for later; the reason is read by those who find it there. */
export function ParkDialog({ opened, name, onClose, onPark }: Props): ReactElement {
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t`Park the issue of ${name}?`}
      confirmLabel={t`Park`}
      confirmDisabled={reason.trim() === ''}
      onConfirm={() => onPark(reason.trim())}
    >
      <Text size="sm">{t`It moves to the tab Parked and still counts as open. It closes by itself once its record syncs.`}</Text>
      <Textarea
        label={t`Reason`}
        description={t`What it waits for, or until when.`}
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
