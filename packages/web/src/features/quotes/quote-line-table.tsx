import { t } from '@lingui/core/macro';
import { VisuallyHidden } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './quote-editor.module.css';

/** The frame and the headings that the editor and the read-only view share. */
export function QuoteLineTable({ withActions, children }: { withActions: boolean; children: ReactNode }): ReactElement {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t`Lines of the quote`}>
        <thead>
          <tr>
            <th scope="col">{t`Product and description`}</th>
            <th scope="col" style={{ width: 90 }} className={classes.end}>
              {t`Quantity`}
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              {t`Price`}
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              {t`Cost`}
            </th>
            <th scope="col" style={{ width: 94 }} className={classes.end}>
              {t`Discount %`}
            </th>
            <th scope="col" style={{ width: 156 }}>
              {t`Tax`}
            </th>
            <th scope="col" style={{ width: 110 }} className={classes.end}>
              {t`Total`}
            </th>
            {withActions && (
              <th scope="col" style={{ width: 48 }}>
                <VisuallyHidden>{t`Actions`}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
