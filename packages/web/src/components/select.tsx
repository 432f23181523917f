import { Select as LibrarySelect, type SelectProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useListWhenNear } from './use-list-when-near.ts';

/** A choice of one, whose list is made when somebody first comes near. */
export function Select<TValue extends string = string>(props: SelectProps<TValue>): ReactElement {
  const whenNear = useListWhenNear(props);
  return <LibrarySelect {...props} {...whenNear} />;
}
