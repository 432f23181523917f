import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { type Column, DataTable } from './data-table.tsx';
import { MAX_ROWS } from './list-parts.ts';
import { EmptyState, QueryState, TableSkeleton } from './query-state.tsx';
import { formatCount } from './sync-words.ts';
import type { PagedResult } from './use-paged-query.ts';
import type { WindowedResult } from './use-windowed-query.ts';

type Props<TRow extends { id: string }> = {
  /** Plural: "clients". */
  things: string;
  /** Singular: "client". */
  thing: string;
  list: PagedResult<unknown, TRow> | WindowedResult<unknown, TRow>;
  columns: readonly Column<TRow>[];
  rowLink: (row: TRow) => LinkProps;
  /** Something narrows the list, so that an empty one says so and can be cleared. */
  isFiltered: boolean;
  onClear: () => void;
  sort?: { key: string; descending: boolean };
  onSort?: (sort: { key: string; descending: boolean }) => void;
  /** What stands where there is nothing at all. */
  empty: ReactNode;
};

/** A list page below its filters: loading, failed, nothing there, nothing found, or the table. */
export function RecordList<TRow extends { id: string }>(props: Props<TRow>): ReactElement {
  const { things, thing, list, isFiltered } = props;
  return (
    <QueryState
      result={{ data: list.data, error: list.error, fetching: list.fetching }}
      onRetry={list.retry}
      skeleton={<TableSkeleton />}
      isEmpty={() => list.items.length === 0 && !list.isPrevious}
      staleTitle={list.isPrevious ? t`These rows are those of the filters before` : undefined}
      empty={isFiltered ? <NothingFound things={things} onClear={props.onClear} /> : props.empty}
    >
      {() => (
        <DataTable
          label={things}
          columns={props.columns}
          rows={list.items}
          isStale={list.isPrevious}
          rowKey={(row) => row.id}
          rowLink={props.rowLink}
          {...(props.sort && props.onSort ? { sort: props.sort, onSort: props.onSort } : {})}
          {...('show' in list ? { onShow: list.show } : { hasMore: list.hasMore, loadingMore: list.loadingMore })}
          moreError={list.moreError}
          onLoadMore={list.loadMore}
          countText={countText(list.totalCount, list.items.length, thing, things)}
        />
      )}
    </QueryState>
  );
}

function NothingFound({ things, onClear }: { things: string; onClear: () => void }): ReactElement {
  return (
    <EmptyState
      title={t`No ${things} match`}
      action={<Button variant="default" onClick={onClear} mt="xs">{t`Clear filters`}</Button>}
    >{t`Try other words, or clear the search and the filters.`}</EmptyState>
  );
}

function countText(count: number | undefined, shown: number, thing: string, things: string): string {
  if (count === undefined) return '';
  if (shown >= MAX_ROWS && count > shown) {
    const [all, listed] = [formatCount(count), formatCount(shown)];
    return t`${all} ${things}. The first ${listed} are listed: search for the others.`;
  }
  return `${formatCount(count)} ${count === 1 ? thing : things}`;
}
