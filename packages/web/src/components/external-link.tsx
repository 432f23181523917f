import { t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';

type Props = { href: string; children?: ReactNode; size?: 'xs' | 'sm' | 'md' };

/**
 * A link that leaves the app, in a new tab. Only http and https addresses become links. It looks as the library's does, whose component a long
 * list would pay for in each row.
 */
export function ExternalLink({ href, children = t`View in ConnectWise`, size = 'sm' }: Props): ReactElement | null {
  if (!/^https?:\/\//i.test(href)) return null;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className={classes}
      data-underline="hover"
      style={{
        fontSize: `var(--mantine-font-size-${size})`,
        lineHeight: `var(--mantine-line-height-${size})`,
        whiteSpace: 'nowrap',
      }}
    >
      {children} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
      <span style={hidden}>{t` (opens a new tab)`}</span>
    </a>
  );
}

const classes = `mantine-focus-auto ${Text.classes.root} ${Anchor.classes.root} mantine-Text-root mantine-Anchor-root`;
const hidden = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;
