import { msg, t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { SyncStanding } from '../graphql/graphql.ts';
import { words } from './language/language.ts';
import { Select } from './select.tsx';
import { standings } from './standings.ts';

const labels: Record<SyncStanding, string> = words({
  LINKED: msg`Linked`,
  PENDING: msg`Pending`,
  FAILING: msg`Failing`,
  BROKEN: msg`Gone in ConnectWise`,
  PAUSED: msg`Paused`,
  NEVER: msg`Never synced`,
  NOT_SENT: msg`Not linked`,
});

type Props = { value: SyncStanding | undefined; onChange: (value: SyncStanding | undefined) => void };

/** Narrows a list by how its records stand to ConnectWise. */
export function StandingFilter({ value, onChange }: Props): ReactElement {
  const choices = standings.map((one) => ({ value: one, label: labels[one] }));
  return (
    <Select
      aria-label={t`Sync state`}
      placeholder={t`Any sync state`}
      data={choices}
      value={value ?? null}
      onChange={(picked) => onChange(standings.find((one) => one === picked))}
      clearable
      clearButtonProps={{ 'aria-label': t`Clear sync state` }}
      w={220}
    />
  );
}
