import {
  IconAddressBook,
  IconAlertCircle,
  IconBell,
  IconBuilding,
  IconFileInvoice,
  IconFocus2,
  IconForms,
  IconGauge,
  IconHistory,
  IconKey,
  IconLink,
  IconMail,
  IconPackage,
  IconPlugConnected,
  IconReceiptTax,
  IconShieldLock,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactElement } from 'react';
import { AlertCount } from './alert-count.tsx';
import classes from './layout.module.css';

type Item = {
  to: string;
  label: string;
  icon: ComponentType<{ size: number; stroke: number }>;
  /** What is worth knowing before one goes there. */
  aside?: ComponentType;
};

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
  { to: '/alerts', label: 'Alerts', icon: IconBell, aside: AlertCount },
  { to: '/audit', label: 'Audit log', icon: IconHistory },
  { to: '/issues', label: 'Issues', icon: IconAlertCircle },
  { to: '/links', label: 'Links', icon: IconLink },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/custom-fields', label: 'Custom fields', icon: IconForms },
  { to: '/people', label: 'People', icon: IconUsers },
  { to: '/security', label: 'Security log', icon: IconShieldLock },
  { to: '/outbox', label: 'Outbox', icon: IconMail },
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
      {items.map(({ to, label, icon: Icon, aside: Aside }) => (
        <li key={to}>
          <Link to={to} className={classes.link} activeOptions={{ includeSearch: false }}>
            <Icon size={18} stroke={1.7} aria-hidden />
            {label}
            {Aside && <Aside />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
