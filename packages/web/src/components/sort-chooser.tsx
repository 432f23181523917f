import { t } from '@lingui/core/macro';
import { ActionIcon, Group, Select } from '@mantine/core';
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Sort } from './list-sort.ts';

type Props = {
  columns: readonly { key: string; header: string; sortable?: boolean }[];
  sort: Sort;
  onSort: (sort: Sort) => void;
};

/** The order of a list that has no heads of columns: on a telephone. */
export function SortChooser({ columns, sort, onSort }: Props): ReactElement {
  const turn = sort.descending ? t`Descending; make it ascending` : t`Ascending; make it descending`;
  return (
    <Group gap={6} wrap="nowrap" mb="xs">
      <Select
        aria-label={t`Order by`}
        data={columns.filter(({ sortable }) => sortable).map(({ key, header }) => ({ value: key, label: header }))}
        value={sort.key}
        onChange={(key) => key !== null && onSort({ key, descending: false })}
        allowDeselect={false}
        style={{ flex: 1 }}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={turn}
        onClick={() => onSort({ ...sort, descending: !sort.descending })}
      >
        {sort.descending ? <IconSortDescending size={18} aria-hidden /> : <IconSortAscending size={18} aria-hidden />}
      </ActionIcon>
    </Group>
  );
}
