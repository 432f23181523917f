import { type RefObject, useEffect, useRef } from 'react';

/** Brings a part of a page into view when the address names it, though it comes later than the page itself. */
export function useScrollHere<E extends HTMLElement>(hash: string): RefObject<E | null> {
  const part = useRef<E>(null);
  useEffect(() => {
    if (window.location.hash === `#${hash}`) part.current?.scrollIntoView({ block: 'start' });
  }, [hash]);
  return part;
}
