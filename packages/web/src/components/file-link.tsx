import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A file that the server gives out, in a new tab. Anything that is not a path of this site or http(s) stays plain text. */
export function FileLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  if (!/^(https?:\/\/|\/(?!\/))/i.test(href)) return <span>{children}</span>;
  return (
    <Anchor href={href} target="_blank" rel="noreferrer noopener" size="sm">
      {children}
    </Anchor>
  );
}
