import { useEffect } from 'react';

const AGAIN_MS = 1_500;

/** Asks again every moment while something goes on at the server that tells nobody by itself. */
export function useAgainWhile(isOn: boolean, ask: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the function is another one at each render
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(ask, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOn]);
}
