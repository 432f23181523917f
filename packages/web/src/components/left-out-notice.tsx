import { t } from '@lingui/core/macro';
import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { closeLeftOut } from './left-out-filters.ts';

/** Says which filters of the address were not understood: what is listed is not narrowed by them. */
export function LeftOutNotice({ words }: { words: readonly string[] }): ReactElement {
  const list = words.join(', ');
  return (
    <Alert
      color="yellow"
      mb="md"
      role="status"
      withCloseButton
      closeButtonLabel={t`Close`}
      onClose={closeLeftOut}
    >{t`These filters are not known and were left out: ${list}`}</Alert>
  );
}
