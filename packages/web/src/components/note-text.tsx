import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactElement, useContext } from 'react';
import type { FieldNote } from './record-fields.ts';

/** Whether the fields of a form show why something does not pass; who hears the page is told at any time. */
export const ReasonsShown = createContext(false);

/** What stands under a field: how it passes, and the reason where that is asked for. */
export function NoteText({ note: { note, detail, readOnlyBecause } }: { note: FieldNote }): ReactElement {
  const isShown = useContext(ReasonsShown);
  return (
    <>
      {note}
      {detail && (isShown ? ` ${detail}` : <VisuallyHidden> {detail}</VisuallyHidden>)}
      {readOnlyBecause && ` ${readOnlyBecause}`}
    </>
  );
}
