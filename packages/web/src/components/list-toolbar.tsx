import { t } from '@lingui/core/macro';
import { Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { ListExport } from './record-bulk-bar.tsx';
import { SavedViews } from './saved-views.tsx';

type Props<TSearch extends object> = {
  /** The list, as the server calls it. */
  page: string;
  search: TSearch;
  read: (kept: Record<string, unknown>) => TSearch;
  onOpen: (search: TSearch) => void;
  /** What the list is narrowed and ordered by, as the export wants it. */
  filter: Record<string, unknown>;
};

/** Between the filters of a list and its rows: kept views, and all that matches as a file. */
export function ListToolbar<TSearch extends object>({ filter, ...view }: Props<TSearch>): ReactElement {
  return (
    <Group justify="flex-end" gap="xs" mb="xs">
      <SavedViews {...view} keeps={t`Keeps the filters and the order.`} />
      <ListExport list={view.page} filter={filter} />
    </Group>
  );
}
