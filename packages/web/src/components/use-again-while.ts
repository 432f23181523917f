import { useEffect } from 'react';
import { useEvent } from './use-on-change.ts';

const AGAIN_MS = 1_500;

/** Asks again every moment while something goes on at the server that tells nobody by itself. */
export function useAgainWhile(isOn: boolean, ask: () => void, everyMs = AGAIN_MS): void {
  const again = useEvent(ask);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [isOn, again, everyMs]);
}
