import { useEffect, useLayoutEffect } from 'react';
import { useEvent } from './use-event.ts';

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
