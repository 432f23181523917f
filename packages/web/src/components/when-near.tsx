import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';

type Props = {
  /** How high what comes is about, so that the page does not jump. */
  minHeight: number;
  children: ReactNode;
};

/** What lies further down a page, made and loaded when a reader comes near. */
export function WhenNear({ minHeight, children }: Props): ReactElement {
  const [isNear, setNear] = useState(typeof IntersectionObserver === 'undefined');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNear || !place.current) return;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '200px' },
    );
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [isNear]);
  if (isNear) return <>{children}</>;
  return <div ref={place} style={{ minHeight }} />;
}
