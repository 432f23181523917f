import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { HowLong } from './relative-time.tsx';
import { asSentence } from './sync-words.ts';

type Props = { trouble: { sentence: string; since?: string | null } };

/** One thing that is wrong, in the server's words, and since when; the same wherever it is told. */
export function TroubleLine({ trouble: { sentence, since } }: Props): ReactElement {
  return (
    <>
      {asSentence(sentence)}
      {since && (
        <Text component="span" inherit c="dimmed">
          <Trans>
            {' '}
            For <HowLong at={since} />.
          </Trans>
        </Text>
      )}
    </>
  );
}
