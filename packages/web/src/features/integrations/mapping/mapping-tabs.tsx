import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import classes from './mapping-tabs.module.css';

/** The pages of the mapping. */
export const mappingTabs = [
  { to: '/integrations/setup/mapping', label: 'Opportunities' },
  { to: '/integrations/setup/mapping/products', label: 'Products' },
  { to: '/integrations/setup/mapping/taxes', label: 'Taxes' },
  { to: '/integrations/setup/mapping/custom-fields', label: 'Custom fields' },
] as const;

/** From one to another; the router marks the current one. */
export function MappingTabs(): ReactElement {
  return (
    <nav aria-label="Mapping" className={classes.tabs}>
      {mappingTabs.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} className={classes.tab}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
