import type { Defaults, RemoteDefault } from '@causeway/shared/forms/configuration/defaults';
import type { EntityType, ReferenceKind, SetupStep } from '@causeway/shared/vocabulary';
import type { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { named } from '../../messages/push-description.messages.ts';
import { optionRefused, type RefusedOptionWords } from '../../messages/push-problem.messages.ts';
import type { PushSetup } from './push-setup.ts';

interface OptionField {
  kind: ReferenceKind;
  /** As the forms and the settings call it. */
  word: string;
  setting?: RemoteDefault;
}

const opportunityFields: Readonly<Record<string, OptionField>> = {
  primarySalesRep: { kind: 'member', word: 'sales representative', setting: 'salesRepId' },
  status: { kind: 'status', word: 'status', setting: 'statusId' },
  stage: { kind: 'stage', word: 'stage', setting: 'stageId' },
  rating: { kind: 'rating', word: 'rating', setting: 'ratingId' },
  type: { kind: 'opportunity_type', word: 'opportunity type', setting: 'opportunityTypeId' },
  locationId: { kind: 'location', word: 'location', setting: 'locationId' },
  businessUnitId: { kind: 'department', word: 'business unit', setting: 'departmentId' },
  taxCode: { kind: 'tax_code', word: 'tax code', setting: 'taxCodeId' },
};

/** The properties that hold an option of one of ConnectWise's lists, by record. */
const optionFields: Partial<Record<EntityType, Readonly<Record<string, OptionField>>>> = {
  opportunity: opportunityFields,
  company: {
    status: { kind: 'company_status', word: 'status' },
    country: { kind: 'country', word: 'country' },
    taxCode: { kind: 'tax_code', word: 'tax code' },
  },
  product: {
    category: { kind: 'category', word: 'category' },
    subcategory: { kind: 'subcategory', word: 'subcategory' },
    type: { kind: 'product_type', word: 'product type' },
    unitOfMeasure: { kind: 'unit', word: 'unit' },
  },
};

const INACTIVE = 'is inactive';
/** "Member 2 is inactive", "Status 7 not found". */
const refusal = /(\d+) (is inactive|not found)/i;

/**
 * ConnectWise refuses an option by its number alone. Here it is told by its name, with the field that it stands in and the setting, or the value
 * here, that it comes from; null when the error is about something else.
 */
export function refusedOption(
  error: ConnectWiseError,
  subject: { entity: EntityType; name: string },
  { lists, defaults }: Pick<PushSetup, 'lists' | 'defaults'>,
): { message: string; advice: string; step: SetupStep } | null {
  for (const { field, message } of error.fields) {
    const found = optionFields[subject.entity]?.[field?.split('/')[0] ?? ''];
    const [, remoteId, why] = refusal.exec(message) ?? [];
    if (!found || !remoteId || !why) continue;
    const from = sourceOf(found, remoteId, defaults);
    const text = optionRefused({
      record: named(subject.entity, subject.name),
      field: found.word,
      option: { id: remoteId, label: findReference(lists[found.kind], remoteId)?.label ?? null },
      isInactive: why.toLowerCase() === INACTIVE,
      from,
    });
    return { ...text, step: from === 'mapping' ? 'mapping' : 'scope' };
  }
  return null;
}

function sourceOf({ kind, setting }: OptionField, remoteId: string, defaults: Defaults): RefusedOptionWords['from'] {
  if (setting && defaults[setting] === remoteId) return 'default';
  return kind === 'member' ? 'owner' : 'mapping';
}
