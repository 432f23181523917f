import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';

/** A number as it stands, which calls where it is pressed. */
export function PhoneLink({ number }: { number: string | null | undefined }): ReactElement | null {
  if (!number) return null;
  return (
    <Anchor inherit href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      {number}
    </Anchor>
  );
}
