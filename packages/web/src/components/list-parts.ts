/** Rows of a list that are loaded together. */
export const PART = 50;

/** The most rows that a page makes room for: a browser draws nothing further down than some 30 million pixels. */
export const MAX_ROWS = 200_000;

/** What is loaded of a list, by the number of the part. */
export type Parts<TItem> = ReadonlyMap<number, readonly TItem[]>;

/** The first part that these rows need and that is neither there nor on its way. */
export function missingPart(from: number, to: number, isKnown: (part: number) => boolean): number | undefined {
  for (let part = Math.floor(from / PART); part <= Math.floor(to / PART); part++) if (!isKnown(part)) return part;
  return undefined;
}

/** Where a part begins, counted from the nearer end of the list, which is the shorter way for the database. */
export function offsetOf(part: number, count: number): number {
  const start = part * PART;
  return start > count / 2 ? start - count : start;
}

/** All rows of a list in their places; those that are not loaded are left open. One that has moved meanwhile is there once. */
export function placed<TItem extends { id: string }>(
  count: number,
  parts: Parts<TItem>,
): readonly (TItem | undefined)[] {
  const rows = new Array<TItem | undefined>(count).fill(undefined);
  const seen = new Set<string>();
  for (const [part, items] of parts)
    items.slice(0, PART).forEach((item, at) => {
      const place = part * PART + at;
      if (place >= count || seen.has(item.id)) return;
      seen.add(item.id);
      rows[place] = item;
    });
  return rows;
}
