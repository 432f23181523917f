import { measureElement, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useOnLayoutChange } from './use-on-change.ts';

/** A longer list has only its rows in sight in the document. */
const VIRTUAL_FROM = 40;
/** What stands above the rows of a list, at least, in pixels. */
const ABOVE = 260;

type Options<TRow> = {
  rows: readonly (TRow | undefined)[];
  /** A function that stays the same. */
  keyOf: (row: TRow) => string;
  /** How high a row is taken to be before one was measured, in pixels. */
  expected: number;
  /** Around the table. */
  frame: RefObject<HTMLDivElement | null>;
};

type RowWindow<TRow> = {
  rows: readonly (TRow | undefined)[];
  /** Null: all of them. */
  shown: readonly { key: string | number | bigint; index: number }[] | null;
  /** The height of what is left out above and below, in pixels. */
  before: number;
  after: number;
  measure: (row: Element | null) => void;
};

/**
 * Which rows of a list are in the document. What fills the screen is drawn at once, the rest of the page, and rows that come near, in pieces
 * that leave room for clicks and frames. A scroll that brings no other rows answers the very same ones.
 */
export function useRowWindow<TRow>({ rows: all, keyOf, expected, frame }: Options<TRow>): RowWindow<TRow> {
  const height = useRowHeight(expected);
  const inSight = Math.max(1, Math.ceil((window.innerHeight - ABOVE) / height.estimate()));
  const inPieces = useDeferredValue(all, all.length > VIRTUAL_FROM ? all : all.slice(0, inSight));
  const rows = all.length <= inSight ? all : inPieces;
  const [top, setTop] = useState(0);
  const isVirtual = rows.length > VIRTUAL_FROM;
  // What stands above moves when the rows appear. Asked for, the place makes the browser lay out the page at once.
  useOnLayoutChange(`${isVirtual} ${expected}`, () => {
    const box = isVirtual ? frame.current?.getBoundingClientRect() : undefined;
    if (box) setTop(box.top + window.scrollY);
  });
  const [inBlocks] = useState(createBlocks);
  const virtual = useWindowVirtualizer({
    count: isVirtual ? rows.length : 0,
    estimateSize: height.estimate,
    measureElement: height.measure,
    rangeExtractor: inBlocks,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    scrollMargin: top,
    useFlushSync: false,
    getItemKey: useCallback(
      (index: number) => {
        const row = rows[index];
        return row === undefined ? index : keyOf(row);
      },
      [rows, keyOf],
    ),
  });
  // There is a block of rows to spare.
  const near = virtual.getVirtualItems();
  const drawn = useDeferredValue(near, near.slice(0, inSight));
  const shown = useMemo(() => drawn.filter(({ index }) => index < rows.length), [drawn, rows.length]);
  const first = shown[0];
  const last = shown.at(-1);
  return {
    rows,
    shown: isVirtual ? shown : null,
    before: first ? Math.max(0, first.start - virtual.options.scrollMargin) : 0,
    after: last ? virtual.getTotalSize() - (last.end - virtual.options.scrollMargin) : 0,
    measure: virtual.measureElement,
  };
}

/** Rows come and go by blocks, so that most frames of a scroll change nothing in the document. */
const BLOCK = 8;

function createBlocks(): (range: Range) => number[] {
  let known: number[] = [];
  return ({ startIndex, endIndex, count }) => {
    const from = Math.max(0, (Math.floor(startIndex / BLOCK) - 1) * BLOCK);
    const length = Math.max(0, Math.min(count, (Math.floor(endIndex / BLOCK) + 2) * BLOCK) - from);
    if (known.length !== length || known[0] !== from) known = Array.from({ length }, (_none, at) => from + at);
    return known;
  };
}

/**
 * Rows are taken to be as high as the first that was measured: where that is true the table is not drawn once more, with everything below
 * moved, for each block that comes.
 */
function useRowHeight(expected: number) {
  const first = useRef<{ expected: number; height: number }>(undefined);
  const estimate = (): number => (first.current?.expected === expected ? first.current.height : expected);
  const measure: typeof measureElement<Element> = (...row) => {
    const height = measureElement(...row);
    if (height > 0 && first.current?.expected !== expected) first.current = { expected, height };
    return height;
  };
  return { estimate, measure };
}
