import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** The page of a record: what it is to the left, how its sync goes to the right, below on narrow screens. */
export function RecordColumns({ record, sync }: { record: ReactNode; sync: ReactNode }): ReactElement {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
      <Stack gap="lg">{record}</Stack>
      <Stack gap="lg">{sync}</Stack>
    </SimpleGrid>
  );
}
