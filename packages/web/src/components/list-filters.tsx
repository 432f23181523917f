import { Group } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** The row of search and filters above a list. */
export function ListFilters({ children }: { children: ReactNode }): ReactElement {
  return (
    <Group gap="sm" mb="md" align="center" role="search">
      {children}
    </Group>
  );
}
