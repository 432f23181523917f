import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';

type Props = { href: string; children?: ReactNode; size?: 'xs' | 'sm' | 'md' };

/** A link that leaves the app, in a new tab. Only http and https addresses become links. */
export function ExternalLink({ href, children = t`View in ConnectWise`, size = 'sm' }: Props): ReactElement | null {
  if (!/^https?:\/\//i.test(href)) return null;
  return (
    <Anchor href={href} target="_blank" rel="noreferrer noopener" size={size} style={{ whiteSpace: 'nowrap' }}>
      {children} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
      <span style={hidden}>{t` (opens a new tab)`}</span>
    </Anchor>
  );
}

const hidden = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;
