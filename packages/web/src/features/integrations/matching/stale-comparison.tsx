import { t } from '@lingui/core/macro';
import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { CompareButton } from './compare-button.tsx';

/** Says that the filters are others than those of the comparison; nothing while they are the same. */
export function StaleComparison({ changedSince }: { changedSince: readonly string[] }): ReactElement | null {
  if (changedSince.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t`This comparison is out of date`}
      role="alert"
    >
      <Group justify="space-between" gap="sm">
        <Text
          size="sm"
          style={{ flex: '1 1 16rem' }}
        >{t`Changed since: ${changedSince.join('; ')}. The counts and pairs below go by what was set before.`}</Text>
        <CompareButton word={t`Compare again`} isAgain />
      </Group>
    </Alert>
  );
}
