import { t } from '@lingui/core/macro';
import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { StartPreviewButton } from './start-preview-button.tsx';

/** Says that a preview does not hold any more, and why; nothing while it does. */
export function StalePreview({ changedSince }: { changedSince: readonly string[] }): ReactElement | null {
  if (changedSince.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t`This preview is out of date`}
      role="alert"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 16rem' }}>{t`Changed since: ${changedSince.join('; ')}.`}</Text>
        <StartPreviewButton label={t`Create new preview`} variant="default" />
      </Group>
    </Alert>
  );
}
