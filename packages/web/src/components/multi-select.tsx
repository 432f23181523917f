import { MultiSelect as LibraryMultiSelect, type MultiSelectProps } from '@mantine/core';
import type { ReactElement } from 'react';
import { useListWhenNear } from './use-list-when-near.ts';

/** A choice of several, whose list is made when somebody first comes near. */
export function MultiSelect<TValue extends string = string>(props: MultiSelectProps<TValue>): ReactElement {
  const whenNear = useListWhenNear(props);
  return <LibraryMultiSelect {...props} {...whenNear} />;
}
