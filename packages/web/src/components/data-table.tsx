import { t } from '@lingui/core/macro';
import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { lazy, memo, type ReactElement, type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react';
import type { CombinedError } from 'urql';
import classes from './data-table.module.css';
import { failureText } from './failure-text.ts';
import type { Sort } from './list-sort.ts';
import { QuickLink } from './quick-link.tsx';
import { roomForButtons, roomForHead, roomForWords } from './text-room.ts';
import { useEvent } from './use-on-change.ts';
import { useRowWindow } from './use-row-window.ts';

export type Column<TRow> = {
  key: string;
  header: string;
  cell: (row: TRow) => ReactNode;
  /** Stands in place of the header, and knows which rows are loaded. */
  head?: (rows: readonly (TRow | undefined)[]) => ReactNode;
  /** CSS width, of pixels at least so many: the head and what else is named here are read whole. Columns without one share what is left. */
  width?: number | string;
  /** The buttons that its cells have side by side. */
  buttons?: () => readonly string[];
  /** The words that its cells choose from, such as states. */
  words?: () => readonly string[];
  align?: 'start' | 'end';
  /** Hidden below this width; `card`: hidden only on the cards of narrow screens. */
  hideBelow?: 'card' | 'medium' | 'wide';
  /** Shown on the cards of narrow screens although `hideBelow` hides it on tables of middle width. */
  onCard?: boolean;
  /** Sentences: on a card they have lines of their own, without the header. */
  isText?: boolean;
  /** The header becomes a button; the page does the sorting. */
  sortable?: boolean;
};

type Props<TRow> = {
  /** What the table holds, for screen readers. */
  label: string;
  columns: readonly Column<TRow>[];
  /** A place left open is that of a row which is not loaded. */
  rows: readonly (TRow | undefined)[];
  rowKey: (row: TRow) => string;
  /** Makes each row a link: its first column carries the link, which covers the whole row. A function that stays the same, as the columns do. */
  rowLink?: (row: TRow) => LinkProps;
  /** Rows that just arrived are tinted for a moment. */
  isFresh?: (row: TRow) => boolean;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  moreError?: CombinedError | undefined;
  onLoadMore?: () => void;
  /** Told which rows are in sight, of a list with places left open. */
  onShow?: ((from: number, to: number) => void) | undefined;
  /** Rows of one line, close together. */
  isDense?: boolean;
  /** Columns that need more than the page has are scrolled sideways; in pixels. */
  minWidth?: number | undefined;
  /** What is shown belongs to a filter before. */
  isStale?: boolean;
  /** "1,234 clients", above the rows. */
  countText?: string;
};

/** Of no use to a desk, and most of its weight is icons. */
const SortChooser = lazy(async () => ({ default: (await import('./sort-chooser.tsx')).SortChooser }));

/**
 * The one table of the app: dense, sticky header, cards below 768 px, only the visible rows in the document once the list
 * is long, and further pages loaded as the end comes near (a button does the same for keyboards).
 */
export function DataTable<TRow>(props: Props<TRow>): ReactElement {
  const { label, columns, rowLink, isFresh, sort, onSort, onShow } = props;
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const keyOf = useEvent(props.rowKey);
  const expected = narrow ? 132 : props.isDense ? 30 : 42;
  const { rows, shown, before, after, measure } = useRowWindow({ rows: props.rows, keyOf, expected, frame });
  const from = shown?.[0]?.index;
  const to = shown?.at(-1)?.index;
  useEffect(() => {
    if (from !== undefined && to !== undefined) onShow?.(from, to);
  }, [onShow, from, to]);
  // Each frame of a scroll asks which rows are in sight: what does not change by it is not rendered again.
  const head = useMemo(
    () => <Head columns={columns} rows={props.rows} sort={sort} onSort={onSort} />,
    [columns, props.rows, sort, onSort],
  );
  const body = useMemo(
    () => <Body {...{ columns, rows, keyOf, rowLink, isFresh, shown, before, after, measure }} />,
    [columns, rows, keyOf, rowLink, isFresh, shown, before, after, measure],
  );

  return (
    <>
      {narrow && sort && onSort && columns.some(({ sortable }) => sortable) && (
        <Suspense>
          <SortChooser columns={columns} sort={sort} onSort={onSort} />
        </Suspense>
      )}
      {props.countText && (
        <Text size="xs" c="dimmed" mb={6}>
          {props.countText}
        </Text>
      )}
      <div
        className={classes.frame}
        ref={frame}
        data-dense={props.isDense || undefined}
        data-stale={props.isStale || undefined}
        data-wide={props.minWidth !== undefined || undefined}
        aria-busy={props.isStale || shown?.some(({ index }) => rows[index] === undefined) || undefined}
      >
        <table
          className={classes.table}
          style={{ minWidth: narrow ? undefined : props.minWidth }}
          aria-label={label}
          aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        >
          {head}
          {body}
        </table>
      </div>
      <Foot
        hasMore={props.hasMore}
        loadingMore={props.loadingMore}
        moreError={props.moreError}
        onLoadMore={props.onLoadMore}
      />
    </>
  );
}

type HeadProps<TRow> = Pick<Props<TRow>, 'columns' | 'rows' | 'sort' | 'onSort'>;

function Head<TRow>({ columns, rows, sort, onSort }: HeadProps<TRow>): ReactElement {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            style={{ width: widthOf(column) }}
            className={cellClass(column)}
            aria-sort={sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined}
          >
            {column.sortable && onSort ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              (column.head?.(rows) ?? column.header)
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type BodyProps<TRow> = Pick<Props<TRow>, 'columns' | 'rows' | 'rowLink' | 'isFresh'> &
  Omit<ReturnType<typeof useRowWindow<TRow>>, 'rows'> & { keyOf: (row: TRow) => string };

function Body<TRow>({ columns, rows, keyOf, rowLink, isFresh, ...list }: BodyProps<TRow>): ReactElement {
  const { shown, before, after, measure } = list;
  const rowProps = (row: TRow) => ({ row, columns, rowLink, isFresh: isFresh?.(row) ?? false });
  return (
    <tbody>
      {shown ? (
        <>
          {before > 0 && <Spacer height={before} columns={columns.length} />}
          {shown.map(({ key, index }) => {
            const row = rows[index];
            if (row === undefined) return <Awaited key={key} index={index} columns={columns.length} />;
            return <Row key={keyOf(row)} {...rowProps(row)} index={index} measure={measure} />;
          })}
          {after > 0 && <Spacer height={after} columns={columns.length} />}
        </>
      ) : (
        rows.map((row) => row !== undefined && <Row key={keyOf(row)} {...rowProps(row)} />)
      )}
    </tbody>
  );
}

type RowProps<TRow> = Pick<Props<TRow>, 'columns' | 'rowLink'> & {
  row: TRow;
  isFresh: boolean;
  /** Where a virtual list holds it. */
  index?: number;
  measure?: (element: Element | null) => void;
};

/** Rendered again when its own record changes: a row that arrives above leaves the others alone. */
const Row = memo(TableRow) as typeof TableRow;

function TableRow<TRow>({ row, index, columns, rowLink, isFresh, measure }: RowProps<TRow>): ReactElement {
  return (
    <tr
      className={classes.row}
      data-index={index}
      aria-rowindex={index === undefined ? undefined : index + 2}
      ref={measure}
      data-fresh={isFresh || undefined}
    >
      {columns.map((column, at) => (
        <td
          key={column.key}
          className={`${cellClass(column) ?? ''} ${at === 0 ? classes.title : ''}`}
          data-label={at === 0 ? undefined : column.header || undefined}
        >
          {at === 0 && rowLink ? (
            <QuickLink link={rowLink(row)} className={classes.rowLink}>
              {column.cell(row)}
            </QuickLink>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Words of another language or a wider font need more than a width that was chosen for those of this one. */
function widthOf<TRow>({ width, header, sortable = false, buttons, words }: Column<TRow>): number | string | undefined {
  if (typeof width !== 'number') return width;
  const rooms = [header ? roomForHead(header, sortable) : 0];
  if (buttons) rooms.push(roomForButtons(buttons()));
  if (words) rooms.push(roomForWords(words()));
  return Math.max(width, ...rooms);
}

function cellClass<TRow>(column: Column<TRow>): string | undefined {
  const names = [
    column.align === 'end' && classes.end,
    column.hideBelow === 'wide' && classes.wide,
    column.hideBelow === 'medium' && classes.medium,
    column.hideBelow === 'card' && classes.skipOnCard,
    column.onCard && classes.onCard,
    column.isText && classes.text,
  ].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}

type SortProps<TRow> = { column: Column<TRow>; sort: Sort | undefined; onSort: (sort: Sort) => void };

function SortButton<TRow>({ column, sort, onSort }: SortProps<TRow>): ReactElement {
  const isSorted = sort?.key === column.key;
  return (
    <button
      type="button"
      className={classes.sort}
      onClick={() => onSort({ key: column.key, descending: isSorted && !sort.descending })}
    >
      {column.header}
      {isSorted && (sort.descending ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
    </button>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }): ReactElement {
  return (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

/** The place of a row that is on its way. */
function Awaited({ index, columns }: { index: number; columns: number }): ReactElement {
  return (
    <tr aria-hidden className={classes.awaited} data-index={index}>
      <td colSpan={columns}>
        <span />
      </td>
    </tr>
  );
}

type FootProps = Pick<Props<never>, 'hasMore' | 'loadingMore' | 'moreError' | 'onLoadMore'>;

const Foot = memo(TableFoot);

function TableFoot({ hasMore = false, loadingMore = false, moreError, onLoadMore }: FootProps): ReactElement | null {
  const end = useRef<HTMLDivElement>(null);
  const canLoad = hasMore && !loadingMore && !moreError;
  useEffect(() => {
    if (!canLoad || !onLoadMore || !end.current || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) onLoadMore();
      },
      { rootMargin: '600px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [canLoad, onLoadMore]);
  if (!hasMore && !moreError) return null;
  return (
    <Group justify="flex-end" mt="xs" mih={30} ref={end}>
      {moreError ? (
        <Text size="sm" role="alert">
          {failureText(moreError)}{' '}
          <Anchor component="button" type="button" size="sm" onClick={onLoadMore}>{t`Try again`}</Anchor>
        </Text>
      ) : loadingMore ? (
        <Loader size="xs" aria-label={t`Loading more`} />
      ) : (
        hasMore && <Button size="compact-sm" variant="subtle" onClick={onLoadMore}>{t`Load more`}</Button>
      )}
    </Group>
  );
}
