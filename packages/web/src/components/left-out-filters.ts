/**
 * Words of an address that no page understands. The router writes the address anew without them, so they are kept here until somebody has
 * read of them, or goes to another page.
 */
type LeftOut = { words: readonly string[]; isRead: boolean };

const none: LeftOut = { words: [], isRead: true };
let now: LeftOut = none;
const listeners = new Set<() => void>();

/**
 * Told wherever a page's search is read, also while a page is being drawn: who shows them hears of it afterwards. The router reads an address again
 * without the values that did not fit, and with the names that the page does not have: some of what is known is no news.
 */
export function noteLeftOut(words: readonly string[]): void {
  if (words.every((word) => now.words.includes(word))) return;
  become({ words, isRead: false });
}

/** They stay known, so that the same ones are not told twice. */
export const closeLeftOut = (): void => become({ ...now, isRead: true });

export const forgetLeftOut = (): void => become(none);

export function onLeftOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const leftOutNow = (): readonly string[] => (now.isRead ? none.words : now.words);

function become(next: LeftOut): void {
  now = next;
  queueMicrotask(() => {
    for (const listener of listeners) listener();
  });
}
