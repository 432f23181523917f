import { useEffect, useRef } from 'react';

export type ReviewKeys = {
  /** One pair on or back. */
  onMove: (by: 1 | -1) => void;
  /** 1 to 4. */
  onDecide: (number: number) => void;
  isOn: boolean;
};

/** J and K move, 1 to 4 decide, wherever the focus is, except in a field, a dialog or an open list, and never with a modifier key. */
export function useReviewKeys(keys: ReviewKeys): void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!now.current.isOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') now.current.onMove(key === 'j' ? 1 : -1);
      else if (/^[1-4]$/.test(key)) now.current.onDecide(Number(key));
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=listbox], [role=slider]') !==
      null
  );
}
