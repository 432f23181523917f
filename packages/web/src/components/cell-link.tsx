import type { LinkProps } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import classes from './cell-link.module.css';
import { QuickLink } from './quick-link.tsx';

/** Another record in a row of a long list. It looks as links elsewhere do, without what a component of the library costs each row. */
export function CellLink({ link, children }: { link: LinkProps; children: ReactNode }): ReactElement {
  return (
    <QuickLink link={link} className={classes.link}>
      {children}
    </QuickLink>
  );
}
