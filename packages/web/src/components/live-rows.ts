/** Live rows of a list, newest first. `shown` are on the page; `held` wait until the reader is at the top again. */
export type LiveRows<TRow> = {
  shown: readonly TRow[];
  held: readonly TRow[];
  /** More waited than is kept: what is between must be asked from the server. */
  overflowed: boolean;
};

type Row = { id: string };

/** How many rows wait at most; a reader who comes back to more gets a fresh list instead. */
const heldAtMost = 500;
/** How many live rows stay on top of the loaded list; the oldest of them are dropped with a mark. */
const shownAtMost = 2_000;

export const noLiveRows: LiveRows<never> = { shown: [], held: [], overflowed: false };

/** Adds rows that just arrived (oldest first). At the top they are shown at once, else they wait. A row known already is left out. */
export function receive<TRow extends Row>(
  rows: LiveRows<TRow>,
  arrived: readonly TRow[],
  isAtTop: boolean,
): LiveRows<TRow> {
  const known = new Set([...rows.shown, ...rows.held].map((row) => row.id));
  const news = arrived.filter((row) => !known.has(row.id)).reverse();
  if (news.length === 0) return rows;
  if (isAtTop && rows.held.length === 0 && !rows.overflowed) {
    return { ...rows, shown: [...news, ...rows.shown].slice(0, shownAtMost) };
  }
  const held = [...news, ...rows.held];
  return { ...rows, held: held.slice(0, heldAtMost), overflowed: rows.overflowed || held.length > heldAtMost };
}

/** Puts the waiting rows on the page. */
export function release<TRow extends Row>(rows: LiveRows<TRow>): LiveRows<TRow> {
  if (rows.held.length === 0) return rows;
  return { shown: [...rows.held, ...rows.shown].slice(0, shownAtMost), held: [], overflowed: false };
}
