import {
  IconAddressBook,
  IconAlertCircle,
  IconBuilding,
  IconFileInvoice,
  IconFocus2,
  IconForms,
  IconGauge,
  IconHistory,
  IconKey,
  IconLink,
  IconPackage,
  IconPlugConnected,
  IconReceiptTax,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactElement } from 'react';
import classes from './layout.module.css';

type Item = { to: string; label: string; icon: ComponentType<{ size: number; stroke: number }> };

const crm: Item[] = [
  { to: '/overview', label: 'Overview', icon: IconGauge },
  { to: '/clients', label: 'Clients', icon: IconBuilding },
  { to: '/contacts', label: 'Contacts', icon: IconAddressBook },
  { to: '/opportunities', label: 'Opportunities', icon: IconFocus2 },
  { to: '/products', label: 'Products', icon: IconPackage },
  { to: '/quotes', label: 'Quotes', icon: IconFileInvoice },
  { to: '/tax-regions', label: 'Tax regions', icon: IconReceiptTax },
];

const settings: Item[] = [
  { to: '/integrations', label: 'Integrations', icon: IconPlugConnected },
  { to: '/audit', label: 'Audit log', icon: IconHistory },
  { to: '/issues', label: 'Issues', icon: IconAlertCircle },
  { to: '/links', label: 'Links', icon: IconLink },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/custom-fields', label: 'Custom fields', icon: IconForms },
  { to: '/people', label: 'People', icon: IconUsers },
  { to: '/api-access', label: 'API access', icon: IconKey },
];

export function Navigation(): ReactElement {
  return (
    <nav aria-label="Main">
      <Items items={crm} />
      <div className={classes.group} id="nav-settings">
        Settings
      </div>
      <Items items={settings} labelledBy="nav-settings" />
    </nav>
  );
}

function Items({ items, labelledBy }: { items: Item[]; labelledBy?: string }): ReactElement {
  return (
    <ul className={classes.list} aria-labelledby={labelledBy}>
      {items.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.link} activeOptions={{ includeSearch: false }}>
            <Icon size={18} stroke={1.7} aria-hidden />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
