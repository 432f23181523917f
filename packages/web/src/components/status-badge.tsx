import type { ReactElement, ReactNode } from 'react';
import classes from './status-badge.module.css';

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
    <span className={classes.badge}>
      <span aria-hidden className={classes.dot} style={{ background: colors[tone] }} />
      {children}
    </span>
  );
}
