import { Box } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './facts.module.css';

export type Fact = { label: string; value: ReactNode };

/** Labels and values of a record. What is empty shows a dash, so that nothing seems to be missing by mistake. */
export function Facts({ facts }: { facts: readonly Fact[] }): ReactElement {
  return (
    <Box component="dl" className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? '–' : value}</dd>
        </div>
      ))}
    </Box>
  );
}
