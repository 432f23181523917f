import type { CustomFieldRow } from '@causeway/shared/forms/configuration/custom-fields';
import type { CustomFieldRecord, CustomFieldType } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import type { CustomField } from '../../crm/custom-fields/custom-field.type.ts';
import {
  type CustomFieldOwner,
  isNumeric,
  ownerOfDefinition,
  owners,
  ownerWords,
} from './custom-field-definitions.rules.ts';

/** A custom field of ConnectWise that is kept in step with one of the CRM, with all that the sync must know of both. */
export interface MappedCustomField {
  record: CustomFieldOwner;
  /** ID of the definition in ConnectWise. */
  remoteId: string;
  /** As ConnectWise calls it. */
  caption: string;
  fieldType: string;
  /** What ConnectWise offers; empty where any value of the type may be entered. */
  options: readonly string[];
  isRequired: boolean;
  /** What it gets where it is empty here. */
  value: string | null;
  customFieldId: Id;
  /** As the CRM calls it: its key in the record. */
  name: string;
  type: CustomFieldType;
}

/** What a definition of ConnectWise is as a type of the CRM; null for a button, which holds nothing. */
export function typeOfDefinition({ flags }: Pick<ReferenceItemRecord, 'flags'>): CustomFieldType | null {
  if (flags.fieldType === 'Button') return null;
  if (flags.options && flags.options.length > 0) return 'list';
  if (isNumeric(flags.fieldType)) return 'number';
  if (flags.fieldType === 'Checkbox') return 'checkbox';
  return flags.fieldType === 'Date' ? 'date' : 'text';
}

/** The CRM's record of one of ConnectWise, and back. */
export const localRecordOf: Readonly<Record<CustomFieldOwner, CustomFieldRecord>> = {
  company: 'client',
  contact: 'contact',
  opportunity: 'opportunity',
  product: 'product',
};

export const typeWords: Readonly<Record<CustomFieldType, string>> = {
  text: 'a text',
  number: 'a number',
  date: 'a date',
  checkbox: 'a check box',
  list: 'a list',
};

/** Why a custom field of the CRM cannot be kept in step with a definition of ConnectWise, as a sentence; null when it can. */
export function misfit(definition: ReferenceItemRecord, field: CustomField | undefined): string | null {
  if (!field) return 'This custom field is not in the CRM any more. Choose another one.';
  const owner = ownerOfDefinition(definition);
  const wanted = typeOfDefinition(definition);
  if (!owner || !wanted) return `Causeway cannot keep "${definition.label}" in step. Leave it out.`;
  if (definition.flags.readOnlyFlag)
    return `"${definition.label}" is read-only in ConnectWise, so it cannot be kept in step. Leave it out.`;
  if (field.isManaged) return `"${field.name}" is kept by the sync itself. Choose another field.`;
  if (field.isRetired) return `"${field.name}" is retired in the CRM. Restore it, or choose another field.`;
  if (field.entity !== localRecordOf[owner])
    return `"${field.name}" is on ${field.entity} records, and "${definition.label}" on ${ownerWords[owner]}. Choose a field of ${recordWords[localRecordOf[owner]]}.`;
  if (field.type !== wanted)
    return `"${field.name}" is ${typeWords[field.type]}, and "${definition.label}" is ${typeWords[wanted]} in ConnectWise. Choose or define a field that is ${typeWords[wanted]}.`;
  return null;
}

const recordWords: Readonly<Record<CustomFieldRecord, string>> = {
  client: 'clients',
  contact: 'contacts',
  opportunity: 'opportunities',
  product: 'products',
};

/** A pair that was chosen and is not in force: the two do not fit any more. */
export interface UnfitCustomField {
  record: CustomFieldOwner;
  remoteId: string;
  /** As ConnectWise calls it; null when it is not known there any more. */
  caption: string | null;
  name: string;
  type: CustomFieldType;
  /** What ConnectWise's field is by now: a type in words; null when that is not what keeps them apart. */
  isThere: string | null;
  why: 'gone' | 'retired' | 'read_only' | 'type';
}

/** The pairs that do not fit any more, as far as the CRM has its field. */
export function unfitCustomFields(
  rows: readonly CustomFieldRow[],
  lists: ReferenceLists,
  fields: readonly CustomField[],
): UnfitCustomField[] {
  return rows.flatMap(({ remoteId, customFieldId }): UnfitCustomField[] => {
    const field = fields.find(({ id }) => id === customFieldId);
    const definition = findReference(lists.custom_field, remoteId);
    const record = owners.find((owner) => localRecordOf[owner] === field?.entity);
    if (!field || field.isManaged || !record) return [];
    if (definition?.isActive && !misfit(definition, field)) return [];
    const type = definition ? typeOfDefinition(definition) : null;
    return [
      {
        record,
        remoteId,
        caption: definition?.label ?? null,
        name: field.name,
        type: field.type,
        isThere: type === null ? null : typeWords[type],
        why: whyUnfit(record, definition, field),
      },
    ];
  });
}

function whyUnfit(
  record: CustomFieldOwner,
  definition: ReferenceItemRecord | undefined,
  { isRetired }: CustomField,
): UnfitCustomField['why'] {
  if (!definition?.isActive || ownerOfDefinition(definition) !== record) return 'gone';
  if (isRetired) return 'retired';
  return definition.flags.readOnlyFlag ? 'read_only' : 'type';
}

/** The pairs that are in force: both sides have the field, and it fits. */
export function mappedCustomFields(
  rows: readonly CustomFieldRow[],
  lists: ReferenceLists,
  fields: readonly CustomField[],
): MappedCustomField[] {
  return rows.flatMap(({ remoteId, customFieldId, value }): MappedCustomField[] => {
    if (customFieldId === null) return [];
    const definition = findReference(lists.custom_field, remoteId);
    const field = fields.find(({ id }) => id === customFieldId);
    const record = definition?.isActive ? ownerOfDefinition(definition) : null;
    if (!definition || !record || !field || misfit(definition, field)) return [];
    const { flags, label } = definition;
    return [
      {
        record,
        remoteId,
        caption: label,
        fieldType: flags.fieldType ?? 'Text',
        options: flags.options ?? [],
        isRequired: flags.requiredFlag ?? false,
        value,
        customFieldId,
        name: field.name,
        type: field.type,
      },
    ];
  });
}
