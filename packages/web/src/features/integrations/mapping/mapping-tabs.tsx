import { msg, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import classes from './mapping-tabs.module.css';

/** The pages of the mapping. */
export const mappingTabs = words([
  { to: '/integrations/setup/mapping', label: msg`Opportunities` },
  { to: '/integrations/setup/mapping/products', label: msg`Products` },
  { to: '/integrations/setup/mapping/taxes', label: msg`Taxes` },
  { to: '/integrations/setup/mapping/custom-fields', label: msg`Custom fields` },
] as const);

/** From one to another; the router marks the current one. */
export function MappingTabs(): ReactElement {
  return (
    <nav aria-label={t`Mapping`} className={classes.tabs}>
      {mappingTabs.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} className={classes.tab}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
