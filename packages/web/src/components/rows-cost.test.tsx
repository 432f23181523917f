import { MantineProvider } from '@mantine/core';
import { act, render, screen } from '@testing-library/react';
import type { ReactElement, ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Column, DataTable } from './data-table.tsx';
import { RelativeTime, relativeTime } from './relative-time.tsx';

type Row = { id: string; at: string };

const begin = Date.parse('2026-11-23T10:00:00Z');
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}`, at: new Date(begin - at * 3_600_000).toISOString() }));
const rowKey = (row: Row): string => row.id;

const page = (content: ReactNode): ReactElement => <MantineProvider env="test">{content}</MantineProvider>;

describe('what a long list costs', () => {
  beforeEach(() => void vi.useFakeTimers({ now: begin }));
  afterEach(() => {
    // In this order: the spies stand before the fake timers.
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('renders a row that arrives, and none of those that were there', () => {
    const rendered: string[] = [];
    const columns: Column<Row>[] = [
      {
        key: 'id',
        header: 'ID',
        cell: (row) => {
          rendered.push(row.id);
          return row.id;
        },
      },
    ];
    const table = (rows: Row[]) => page(<DataTable label="rows" columns={columns} rows={rows} rowKey={rowKey} />);
    const rows = rowsOf(39);
    const view = render(table(rows));
    expect(new Set(rendered).size).toBe(39);
    rendered.length = 0;
    view.rerender(table([{ id: 'new', at: rows[0]?.at ?? '' }, ...rows]));
    expect(screen.getByText('new')).toBeTruthy();
    expect(new Set(rendered)).toEqual(new Set(['new']));
  });

  it('renders nothing again for a scroll that brings no other rows', () => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(42);
    let rendered = 0;
    const counted = (what: string): string => {
      rendered++;
      return what;
    };
    const columns: Column<Row>[] = [
      { key: 'id', header: 'ID', head: () => counted('ID'), cell: ({ id }) => counted(id) },
    ];
    const rows = rowsOf(400);
    render(page(<DataTable label="rows" columns={columns} rows={rows} rowKey={({ id }) => id} />));
    const scrollTo = (top: number): void => {
      vi.stubGlobal('scrollY', top);
      act(() => void window.dispatchEvent(new Event('scroll')));
    };
    // From the first row of a block.
    scrollTo(192 * 42);
    expect(screen.getByText('r200')).toBeTruthy();
    rendered = 0;
    for (let row = 192; row < 196; row++) scrollTo(row * 42);
    expect(rendered).toBe(0);
    scrollTo(4_000);
    expect(rendered).toBeGreaterThan(0);
  });

  it('keeps one clock for all its moments, and stops it with the last of them', () => {
    const timers = vi.spyOn(globalThis, 'setInterval');
    const view = render(page(rowsOf(50).map(({ id, at }) => <RelativeTime key={id} at={at} />)));
    expect(timers).toHaveBeenCalledTimes(1);
    expect(screen.getByText('just now')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.queryByText('just now')).toBeNull();
    expect(screen.getByText(/^1\s?min ago/)).toBeTruthy();
    view.unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes no formatter for each of them', () => {
    // The language has one, which the first of them asks for.
    relativeTime(begin, begin);
    relativeTime(begin, begin + 60_000);
    const made = vi.fn();
    for (const name of ['DateTimeFormat', 'NumberFormat', 'RelativeTimeFormat'] as const) {
      vi.spyOn(Intl, name).mockImplementation(made);
    }
    const asked = [
      vi.spyOn(Date.prototype, 'toLocaleString'),
      vi.spyOn(Date.prototype, 'toLocaleTimeString'),
      vi.spyOn(Number.prototype, 'toLocaleString'),
    ];
    const view = render(page(rowsOf(50).map(({ id, at }) => <RelativeTime key={id} at={at} />)));
    expect(view.container.querySelectorAll('time')).toHaveLength(50);
    act(() => void vi.advanceTimersByTime(60_000));
    expect(made).not.toHaveBeenCalled();
    for (const one of asked) expect(one).not.toHaveBeenCalled();
  });
});
