import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { formatDay } from '../day.tsx';

/** When something is due; what is late says so in words, not by colour alone. */
export function DueDay({ day, isOverdue }: { day: string | null | undefined; isOverdue: boolean }): ReactElement {
  if (!day) return <span>{t`No due date`}</span>;
  return (
    <span style={isOverdue ? late : undefined}>
      {isOverdue ? t`Overdue since ` : t`Due `}
      <time dateTime={day}>{formatDay(day)}</time>
    </span>
  );
}

const late = { fontWeight: 600, color: 'var(--mantine-color-error)' };
