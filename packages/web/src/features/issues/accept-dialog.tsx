import { t } from '@lingui/core/macro';
import { Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';

type Props = { opened: boolean; name: string; onClose: () => void; onAccept: (reason: string) => Promise<boolean> };

/** Closes a win in ConnectWise although it differs from the quote; the reason stands in the audit log. */
export function AcceptDialog({ opened, name, onClose, onAccept }: Props): ReactElement {
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t`Accept the difference of ${name}?`}
      confirmLabel={t`Accept difference`}
      confirmDisabled={reason.trim() === ''}
      onConfirm={() => onAccept(reason.trim())}
    >
      <Text size="sm">{t`The opportunity is closed as won in ConnectWise with the lines as they are there. If they change before that, you are asked again.`}</Text>
      <Textarea
        label={t`Reason`}
        description={t`Shown in the audit log with your name.`}
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
