import type { SelectProps } from '@mantine/core';
import { useEffect, useState } from 'react';

type Near = Pick<SelectProps, 'comboboxProps' | 'onFocus' | 'onPointerEnter' | 'onDropdownOpen'>;

/**
 * The library makes the list of each choice at once and keeps it closed: a page waited for the lists of its filters longer than for its rows.
 * Here it is made with the first pointer or focus, and kept from then on, since keys find their way in it while it is still closed.
 */
export function useListWhenNear({ comboboxProps, onFocus, onPointerEnter, onDropdownOpen }: Near): Near {
  const [isNear, setNear] = useState(false);
  // The box reads which list is its own when it is rendered. The list gets a name as it is made, and another one right after.
  const [told, tell] = useState(0);
  useEffect(() => {
    if (isNear && told < 2) tell(told + 1);
  }, [isNear, told]);
  return {
    comboboxProps: { keepMounted: isNear, ...comboboxProps },
    onFocus: (event) => {
      setNear(true);
      onFocus?.(event);
    },
    onPointerEnter: (event) => {
      setNear(true);
      onPointerEnter?.(event);
    },
    onDropdownOpen: () => {
      setNear(true);
      onDropdownOpen?.();
    },
  };
}
