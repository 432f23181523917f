import { useEffect } from 'react';

const everyMs = 2_000;

/** Steps of a running push are not audit events, so the page asks every two seconds until the push has come to rest. */
export function useRefreshWhilePushing(state: string | undefined, refresh: () => void): void {
  const isMoving = state !== undefined && /^(pending|running)$/i.test(state);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(refresh, everyMs);
    return () => clearInterval(timer);
  }, [isMoving, refresh]);
}
