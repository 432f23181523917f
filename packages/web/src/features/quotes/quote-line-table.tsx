import { VisuallyHidden } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './quote-editor.module.css';

/** The frame and the headings that the editor and the read-only view share. */
export function QuoteLineTable({ withActions, children }: { withActions: boolean; children: ReactNode }): ReactElement {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label="Lines of the quote">
        <thead>
          <tr>
            <th scope="col">Product and description</th>
            <th scope="col" style={{ width: 90 }} className={classes.end}>
              Quantity
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              Price
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              Cost
            </th>
            <th scope="col" style={{ width: 94 }} className={classes.end}>
              Discount %
            </th>
            <th scope="col" style={{ width: 140 }}>
              Tax
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              Total
            </th>
            {withActions && (
              <th scope="col" style={{ width: 48 }}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
