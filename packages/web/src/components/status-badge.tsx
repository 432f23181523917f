import { Box, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** ok: fine; working: going on; attention: somebody should look; stopped: broken; quiet: neither good nor bad. */
export type Tone = 'ok' | 'working' | 'attention' | 'stopped' | 'quiet';

const colors: Record<Tone, string> = {
  ok: 'var(--mantine-color-teal-6)',
  working: 'var(--mantine-color-harbor-5)',
  attention: 'var(--mantine-color-yellow-6)',
  stopped: 'var(--mantine-color-red-6)',
  quiet: 'var(--mantine-color-gray-5)',
};

/** A coloured dot and a word in the normal text colour, so that nothing is told by colour alone. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }): ReactElement {
  return (
    <Text
      component="span"
      size="sm"
      lh="inherit"
      style={{ display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' }}
    >
      <Box
        component="span"
        aria-hidden
        style={{ width: 8, height: 8, borderRadius: '50%', background: colors[tone], flex: 'none' }}
      />
      {children}
    </Text>
  );
}
