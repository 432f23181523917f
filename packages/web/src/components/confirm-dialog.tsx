import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  /** The dialog stays open and busy until it is done; return `false` to keep it open. */
  onConfirm: () => Promise<unknown>;
  confirmDisabled?: boolean;
};

/** Asks before something that matters. Focus starts on Cancel; Esc cancels. */
export function ConfirmDialog(props: Props): ReactElement {
  const { opened, onClose, title, children, confirmLabel, danger = false, onConfirm, confirmDisabled = false } = props;
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      if ((await onConfirm()) !== false) onClose();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t`Close` }}>
      <Stack>
        {typeof children === 'string' ? <Text size="sm">{children}</Text> : children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>{t`Cancel`}</Button>
          <Button
            color={danger ? 'red.8' : undefined}
            loading={busy}
            disabled={confirmDisabled}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
