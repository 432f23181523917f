import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceLists } from '../../connection/reference-lists.ts';

/** As far as it says which records come in. */
export interface FilterSettings {
  filters: Configuration['filters'];
  options: Pick<Configuration['options'], 'inactiveCompanies'>;
}

/** ConnectWise ships with "Inactive" and "Not-Approved" (prospects that nobody has looked at yet); tenants write them in their own way. */
const saysInactive = (label: string): boolean => /\binactive\b|\b(not|un)[\s-]*approved\b/i.test(label);

/** The statuses of companies that say "not in use": retired ones, and those that are called so. */
export const inactiveStatuses = ({ company_status: statuses = [] }: ReferenceLists) =>
  statuses.filter(({ label, isActive, flags }) => !flags.isGone && (!isActive || saysInactive(label)));

/** The IDs of statuses whose companies are excluded without a rule of an admin. */
export const excludedStatuses = ({ options }: FilterSettings, lists: ReferenceLists): string[] =>
  options.inactiveCompanies === 'exclude' ? inactiveStatuses(lists).map(({ remoteId }) => remoteId) : [];
