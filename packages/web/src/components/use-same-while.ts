import { useState } from 'react';

/** The same object for as long as its text stays the same, however often it is made anew. */
export function useSameWhile<T>(text: string, made: T): T {
  const [kept, keep] = useState({ text, made });
  if (kept.text === text) return kept.made;
  keep({ text, made });
  return made;
}
