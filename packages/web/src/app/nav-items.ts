import {
  IconAddressBook,
  IconAlertCircle,
  IconArchive,
  IconBell,
  IconBuilding,
  IconBuildingStore,
  IconChecklist,
  IconFileInvoice,
  IconFocus2,
  IconForms,
  IconGauge,
  IconHistory,
  IconKey,
  IconLink,
  IconLogin2,
  IconMail,
  IconPackage,
  IconPlugConnected,
  IconReceiptTax,
  IconShieldLock,
  IconTimeline,
  IconUserOff,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export type NavItem = {
  to: string;
  label: string;
  icon: ComponentType<{ size: number; stroke: number }>;
};

/** What one works on. */
export const crmItems: NavItem[] = [
  { to: '/overview', label: 'Overview', icon: IconGauge },
  { to: '/clients', label: 'Clients', icon: IconBuilding },
  { to: '/contacts', label: 'Contacts', icon: IconAddressBook },
  { to: '/opportunities', label: 'Opportunities', icon: IconFocus2 },
  { to: '/activities', label: 'Activities', icon: IconChecklist },
  { to: '/products', label: 'Products', icon: IconPackage },
  { to: '/quotes', label: 'Quotes', icon: IconFileInvoice },
  { to: '/tax-regions', label: 'Tax regions', icon: IconReceiptTax },
];

/** What one watches and sets. */
export const settingsItems: NavItem[] = [
  { to: '/integrations', label: 'Integrations', icon: IconPlugConnected },
  { to: '/alerts', label: 'Alerts', icon: IconBell },
  { to: '/audit', label: 'Audit log', icon: IconHistory },
  { to: '/issues', label: 'Issues', icon: IconAlertCircle },
  { to: '/links', label: 'Links', icon: IconLink },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/custom-fields', label: 'Custom fields', icon: IconForms },
  { to: '/workspace', label: 'Workspace', icon: IconBuildingStore },
  { to: '/people', label: 'People', icon: IconUsers },
  { to: '/sign-in-settings', label: 'Sign-in', icon: IconLogin2 },
  { to: '/security', label: 'Security log', icon: IconShieldLock },
  { to: '/retention', label: 'Retention', icon: IconArchive },
  { to: '/erasure', label: 'Erase a person', icon: IconUserOff },
  { to: '/outbox', label: 'Outbox', icon: IconMail },
  { to: '/webhooks', label: 'Webhooks', icon: IconWebhook },
  { to: '/api-access', label: 'API access', icon: IconKey },
];
