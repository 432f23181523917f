import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatDay } from '../day.tsx';

/** When something is due; what is late says so in words, not by colour alone. */
export function DueDay({ day, isOverdue }: { day: string | null | undefined; isOverdue: boolean }): ReactElement {
  if (!day) return <span>{t`No due date`}</span>;
  return (
    <Text component="span" inherit {...(isOverdue && { fw: 600, c: 'var(--mantine-color-error)' })}>
      {isOverdue ? t`Overdue since ` : t`Due `}
      <time dateTime={day}>{formatDay(day)}</time>
    </Text>
  );
}
