import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same and does what the last render said; for effects that call what is made anew at each render. */
export function useEvent<TArgs extends unknown[], TAnswer>(act: (...args: TArgs) => TAnswer): typeof act {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args) => latest.current(...args), []);
}
