import { guidFor } from '../store/guid.ts';
import type { Store } from '../store/store.ts';
import { plant } from './plant.ts';

interface CustomField {
  readonly pod: string;
  readonly podId: number;
  readonly screenId: string;
  readonly caption: string;
  readonly type: string;
  readonly entry?: string;
  readonly required?: boolean;
  readonly options?: readonly string[];
}

/** Plants definitions with ids from 1 on. */
export function plantCustomFields(store: Store, fields: readonly CustomField[]): void {
  const perPod = new Map<string, number>();
  for (const [at, field] of fields.entries()) {
    const sequenceNumber = (perPod.get(field.pod) ?? 0) + 1;
    perPod.set(field.pod, sequenceNumber);
    plant(store, 'userDefinedFields', at + 1, {
      podId: field.podId,
      podDescription: field.pod,
      screenId: field.screenId,
      caption: field.caption,
      sequenceNumber,
      fieldTypeIdentifier: field.type,
      entryTypeIdentifier: field.entry ?? 'EntryField',
      numberDecimals: 0,
      requiredFlag: field.required,
      displayOnScreenFlag: true,
      options: field.options?.map((optionValue, index) => ({ id: index + 1, optionValue, sortOrder: index + 1 })),
      connectWiseID: guidFor('userDefinedFields', at + 1),
    });
  }
}

const onCompany = { pod: 'company_overview', podId: 1, screenId: 'co100' };
const onOpportunity = { pod: 'opportunity_overview', podId: 2, screenId: 'op100' };

/** Text, list, checkbox, number and date on companies and opportunities; nothing is required. */
export const DEMO_CUSTOM_FIELDS: readonly CustomField[] = [
  { ...onCompany, caption: 'Account tier', type: 'Text', entry: 'List', options: ['Gold', 'Silver', 'Bronze'] },
  { ...onCompany, caption: 'Seats', type: 'Number' },
  { ...onCompany, caption: 'Co-managed IT', type: 'Checkbox' },
  { ...onCompany, caption: 'Contract renewal', type: 'Date', entry: 'Date' },
  { ...onOpportunity, caption: 'Quote number', type: 'Text' },
  {
    ...onOpportunity,
    caption: 'Competitor',
    type: 'Text',
    entry: 'List',
    options: ['None', 'Incumbent', 'In-house', 'Other MSP'],
  },
  { ...onOpportunity, caption: 'Site survey done', type: 'Checkbox' },
  {
    pod: 'contact_detail',
    podId: 3,
    screenId: 'ct300',
    caption: 'is_synced',
    type: 'Text',
    entry: 'List',
    options: ['true', 'false'],
  },
];

/** The same with a required text on each, so that a write without it fails (§6 row 20). */
export const TRAP_CUSTOM_FIELDS: readonly CustomField[] = [
  { ...onCompany, caption: 'Billing code', type: 'Text', required: true },
  { ...onCompany, caption: 'Account tier', type: 'Text', entry: 'List', options: ['Gold', 'Silver', 'Bronze'] },
  { ...onCompany, caption: 'Co-managed IT', type: 'Checkbox' },
  { ...onCompany, caption: 'Seats', type: 'Number' },
  { ...onCompany, caption: 'Contract renewal', type: 'Date', entry: 'Date' },
  { ...onOpportunity, caption: 'Quote number', type: 'Text', required: true },
  { ...onOpportunity, caption: 'Competitor', type: 'Text', entry: 'List', options: ['None', 'Incumbent', 'Other MSP'] },
  { ...onOpportunity, caption: 'Site survey done', type: 'Checkbox' },
  { ...onOpportunity, caption: 'Story Points', type: 'Number' },
  { ...onOpportunity, caption: 'Decision date', type: 'Date', entry: 'Date' },
];
