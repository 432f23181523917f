import { useState } from 'react';

/** Of two sources (asked and pushed, say) the one that spoke last. */
export function useLatest<T>(a: T | null | undefined, b: T | null | undefined): T | undefined {
  const [seen, setSeen] = useState<{ a: typeof a; b: typeof b; latest: T | undefined }>({
    a: undefined,
    b: undefined,
    latest: undefined,
  });
  if (seen.a === a && seen.b === b) return seen.latest;
  const latest = (seen.b !== b ? b : a) ?? seen.latest;
  setSeen({ a, b, latest });
  return latest;
}
