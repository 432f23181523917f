import { t } from '@lingui/core/macro';
import type { SelectProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { Select } from '../../../components/select.tsx';
import type { OptionFieldsFragment } from '../../../graphql/graphql.ts';

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  options: readonly OptionFieldsFragment[];
  value: string;
  onChange: (remoteId: string) => void;
  /** Options that another row has: they are not offered. */
  taken?: ReadonlySet<string>;
};

/** Chooses from a list of ConnectWise. Inactive entries are offered only while they are the choice, and say so. */
export function OptionSelect({ options, value, onChange, taken, ...rest }: Props): ReactElement {
  const offered = options
    .filter((option) => option.remoteId === value || (option.isActive && !taken?.has(option.remoteId)))
    .map(({ remoteId, label, isActive }) => ({ value: remoteId, label: isActive ? label : t`${label} (inactive)` }));
  const isGone = value !== '' && !offered.some((option) => option.value === value);
  const data = isGone ? [...offered, { value, label: t`#${value} (no longer in ConnectWise)` }] : offered;
  return (
    <Select
      {...rest}
      data={data}
      value={value || null}
      onChange={(picked) => onChange(picked ?? '')}
      searchable
      clearable
      allowDeselect={false}
      nothingFoundMessage={t`Nothing in the list of ConnectWise`}
      maxDropdownHeight={260}
      limit={200}
    />
  );
}
