import { msg } from '@lingui/core/macro';
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
import type { LinkProps } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { words } from '../components/language/language.ts';

export type NavItem = {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: ComponentType<{ size: number; stroke: number }>;
  /** A page that tells nothing to anybody else. */
  isForAdmins?: boolean;
};

/** What one works on. */
export const crmItems: NavItem[] = words([
  { to: '/overview', label: msg`Overview`, icon: IconGauge },
  { to: '/clients', label: msg`Clients`, icon: IconBuilding },
  { to: '/contacts', label: msg`Contacts`, icon: IconAddressBook },
  { to: '/opportunities', label: msg`Opportunities`, icon: IconFocus2 },
  { to: '/activities', label: msg`Activities`, icon: IconChecklist },
  { to: '/products', label: msg`Products`, icon: IconPackage },
  { to: '/quotes', label: msg`Quotes`, icon: IconFileInvoice },
  { to: '/tax-regions', label: msg`Tax regions`, icon: IconReceiptTax },
]);

/** What one watches. */
export const syncItems: NavItem[] = words([
  { to: '/issues', label: msg`Issues`, icon: IconAlertCircle },
  { to: '/audit', label: msg`Audit log`, icon: IconHistory },
  { to: '/links', label: msg`Links`, icon: IconLink },
  { to: '/runs', label: msg`Runs`, icon: IconTimeline },
  { to: '/alerts', label: msg`Alerts`, icon: IconBell },
]);

/** What one sets. */
export const settingsItems: NavItem[] = words([
  { to: '/integrations', label: msg`Integrations`, icon: IconPlugConnected },
  { to: '/custom-fields', label: msg`Custom fields`, icon: IconForms },
  { to: '/workspace', label: msg`Workspace`, icon: IconBuildingStore },
  { to: '/people', label: msg`People`, icon: IconUsers, isForAdmins: true },
  { to: '/sign-in-settings', label: msg`Sign-in`, icon: IconLogin2, isForAdmins: true },
  { to: '/security', label: msg`Security log`, icon: IconShieldLock, isForAdmins: true },
  { to: '/retention', label: msg`Retention`, icon: IconArchive, isForAdmins: true },
  { to: '/erasure', label: msg`Erase a person`, icon: IconUserOff, isForAdmins: true },
  { to: '/outbox', label: msg`Outbox`, icon: IconMail, isForAdmins: true },
  { to: '/webhooks', label: msg`Webhooks`, icon: IconWebhook },
  { to: '/api-access', label: msg`API access`, icon: IconKey, isForAdmins: true },
]);

/** The pages that say something to this viewer. */
export const shownTo = ({ canAdminister }: { canAdminister: boolean }, items: readonly NavItem[]): NavItem[] =>
  items.filter(({ isForAdmins }) => canAdminister || !isForAdmins);
