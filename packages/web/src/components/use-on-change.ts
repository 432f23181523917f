import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/** A function that stays the same and does what the last render said; for effects that call what is made anew at each render. */
export function useEvent<TArgs extends unknown[], TAnswer>(act: (...args: TArgs) => TAnswer): typeof act {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args) => latest.current(...args), []);
}

/** Acts when the page appears and whenever `value` became another one; told is the new one. */
export function useOnChange<T>(value: T, act: (value: T) => void): void {
  const told = useEvent(act);
  useEffect(() => told(value), [value, told]);
}

/** The same before the browser paints, for what is measured in the document. */
export function useOnLayoutChange<T>(value: T, act: (value: T) => void): void {
  const told = useEvent(act);
  useLayoutEffect(() => told(value), [value, told]);
}
