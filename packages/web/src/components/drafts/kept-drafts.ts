/** What somebody typed into a form and did not save, as this browser keeps it. */
export type KeptDraft<V> = {
  /** When it was typed last. */
  at: string;
  /** What the form held before anything was typed. */
  base: V;
  values: V;
};

const PREFIX = 'causeway.draft:';
const MAX_AGE_MS = 14 * 86_400_000;

/** Nothing is kept between a sign-out and the next form that somebody opens who is signed in. */
let isClosed = false;

/** False once somebody has signed out. */
export const areDraftsKept = (): boolean => !isClosed;

export const openDrafts = (): void => {
  isClosed = false;
};

/** Forgets all drafts: whoever signs out leaves nothing behind. */
export function clearDrafts(): void {
  isClosed = true;
  for (const key of keys()) attempt(() => localStorage.removeItem(key));
}

export function keepDraft<V>(name: string, draft: KeptDraft<V>): void {
  // A full or forbidden store keeps nothing; leaving then still asks.
  if (!isClosed) attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify(draft)));
}

export const forgetDraft = (name: string): void => void attempt(() => localStorage.removeItem(PREFIX + name));

/** A draft of this name; one that is older than two weeks, or cannot be read, is forgotten. */
export function draftOf<V>(name: string): KeptDraft<V> | null {
  const text = attempt(() => localStorage.getItem(PREFIX + name));
  if (!text) return null;
  const draft = attempt(() => JSON.parse(text) as unknown);
  if (isDraft<V>(draft) && Date.now() - Date.parse(draft.at) < MAX_AGE_MS) return draft;
  forgetDraft(name);
  return null;
}

function isDraft<V>(value: unknown): value is KeptDraft<V> {
  return typeof value === 'object' && value !== null && 'at' in value && 'base' in value && 'values' in value;
}

const keys = (): string[] => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
