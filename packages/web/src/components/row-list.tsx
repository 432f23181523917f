import { Card } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './row-list.module.css';

type Props = {
  /** What the rows are, for screen readers. */
  label: string;
  /** Rows that arrive by themselves are read out. */
  isLive?: boolean;
  children: ReactNode;
};

/** Rows under one another in a card, parted by lines. Its children are `li` elements. */
export function RowList({ label, isLive = false, children }: Props): ReactElement {
  return (
    <Card p={0}>
      <ul
        className={classes.list}
        aria-label={label}
        aria-live={isLive ? 'polite' : undefined}
        aria-relevant="additions"
      >
        {children}
      </ul>
    </Card>
  );
}
