import { Badge } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A short word about a record beside its name: "Primary", "Bundle", "Inactive" (quiet). */
export function Tag({ quiet = false, children }: { quiet?: boolean; children: ReactNode }): ReactElement {
  return (
    <Badge
      component="span"
      size="md"
      variant="light"
      color={quiet ? 'gray' : undefined}
      fw={500}
      style={{ flex: 'none' }}
    >
      {children}
    </Badge>
  );
}
