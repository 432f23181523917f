import { t } from '@lingui/core/macro';
import { Box, Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import classes from './list-filters.module.css';

type Props = {
  /** Stands there at any width: the search. */
  always?: ReactNode;
  /** Folded away behind a button on a narrow screen. */
  children?: ReactNode;
  /** How many of the folded ones narrow the list. */
  active?: number;
  /** Follows the filters at any width. */
  after?: ReactNode;
};

/** The row of search and filters above a list. On a telephone the filters open below the search. */
export function ListFilters({ always, children, active = 0, after }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Box className={classes.row} role="search">
      {always && <div className={classes.always}>{always}</div>}
      {children && (
        <>
          <Button
            className={classes.fold}
            hiddenFrom="sm"
            variant={active > 0 ? 'light' : 'default'}
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {active > 0 ? t`Filters (${active})` : t`Filters`}
          </Button>
          <div id={id} className={classes.filters} data-open={isOpen || undefined}>
            {children}
          </div>
        </>
      )}
      {after}
    </Box>
  );
}
