import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { ConnectWiseClient, PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { Wire, WireCustomField } from '../../../../connectwise/wire/wire.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import {
  type CustomFieldOwner,
  definitionsOf,
  wireValue,
} from '../../../integration/mapping/custom-field-definitions.rules.ts';
import type { Records } from '../../records/records.ts';
import type { PushSetup } from './push-setup.ts';

interface CustomValue {
  id: number;
  value: string | number | boolean;
}

/** What is known of the custom fields of one kind of record. */
interface Fixed {
  values: readonly CustomValue[];
  /** ConnectWise may refuse a patch of a record with required fields that does not speak of them (connectwise-api.md §4.1). */
  hasRequired: boolean;
}

/**
 * A client that gives each record it creates the defaults of its custom fields, and each that it patches those which are empty there: one place
 * for all steps of a push, so that none can forget it. What somebody entered in ConnectWise is never overwritten.
 */
export function withCustomFieldDefaults(
  client: ConnectWiseClient,
  records: Records,
  { configuration: { customFields }, lists }: Pick<PushSetup, 'configuration' | 'lists'>,
): ConnectWiseClient {
  const fixedOf = (wire: Wire<unknown>): Fixed | null => {
    const owner = records.ofWire(wire.resource)?.entity;
    return owner ? fixedFor(owner, customFields, lists) : null;
  };
  return {
    page: (wire, options) => client.page(wire, options),
    count: (wire, conditions) => client.count(wire, conditions),
    get: (wire, id, parentId) => client.get(wire, id, parentId),
    find: (wire, options) => client.find(wire, options),
    isListed: (wire, id) => client.isListed(wire, id),
    create: (wire, body, parentId) => client.create(wire, withValues(body, fixedOf(wire)), parentId),
    patch: async (wire, id, operations, parentId) => {
      const fixed = fixedOf(wire);
      const record = fixed && fixed.values.length > 0 ? await client.get(wire, id, parentId) : null;
      return client.patch(wire, id, withDue(operations, fixed, record), parentId);
    },
    remove: (wire, id, parentId) => client.remove(wire, id, parentId),
    forecast: (id) => client.forecast(id),
    uploadDocument: (upload) => client.uploadDocument(upload),
    linkDocument: (link) => client.linkDocument(link),
    systemInfo: () => client.systemInfo(),
    get lastRequestId() {
      return client.lastRequestId;
    },
    get apiVersion() {
      return client.apiVersion;
    },
  };
}

function fixedFor(owner: CustomFieldOwner, chosen: Configuration['customFields'], lists: ReferenceLists): Fixed {
  const definitions = definitionsOf(lists, owner);
  return {
    hasRequired: definitions.some((one) => one.flags.requiredFlag),
    values: definitions.flatMap((one) => {
      const value = chosen.find(({ remoteId }) => remoteId === one.remoteId)?.value;
      return value == null ? [] : [{ id: Number(one.remoteId), value: wireValue(one, value) }];
    }),
  };
}

/** Custom fields as a create or a patch of a record sends them; `held`: what ConnectWise had. */
export interface CustomFieldsSent {
  owner: CustomFieldOwner;
  /** The body, or an object with the value of the patch. */
  sent: object;
  held: object | null;
}

/** The defaults that such a request got besides. */
export function dueCustomFields(
  { owner, sent, held }: CustomFieldsSent,
  { configuration: { customFields }, lists }: Pick<PushSetup, 'configuration' | 'lists'>,
): { caption: string; value: CustomValue['value'] }[] {
  const { values } = fixedFor(owner, customFields, lists);
  const captions = new Map(definitionsOf(lists, owner).map(({ remoteId, label }) => [Number(remoteId), label]));
  return dueIn(values, customFieldsOf(sent), customFieldsOf(held)).map(({ id, value }) => ({
    caption: captions.get(id) ?? String(id),
    value,
  }));
}

const dueIn = (
  values: readonly CustomValue[],
  given: readonly WireCustomField[],
  held: readonly WireCustomField[],
): CustomValue[] =>
  values.filter(({ id }) => !given.some((one) => one.id === id) && isEmpty(held.find((one) => one.id === id)?.value));

/** The body with the defaults of fields that it does not speak of. */
function withValues(body: object, fixed: Fixed | null): object {
  const given = customFieldsOf(body);
  const missing = dueIn(fixed?.values ?? [], given, []);
  return missing.length > 0 ? { ...body, customFields: [...given, ...missing] } : body;
}

/** The operations with what else is due: one patch of custom fields, whoever asks for them. */
function withDue(operations: readonly PatchOperation[], fixed: Fixed | null, record: unknown): PatchOperation[] {
  if (!fixed) return [...operations];
  const own = operations.find(({ path }) => path === 'customFields');
  const given = customFieldsOf({ customFields: own?.value });
  const held = customFieldsOf(record);
  const missing = dueIn(fixed.values, given, held);
  if (missing.length === 0 && (own || !fixed.hasRequired)) return [...operations];
  return [
    ...operations.filter((one) => one !== own),
    { op: 'replace', path: 'customFields', value: [...given, ...missing] },
  ];
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function customFieldsOf(record: unknown): readonly WireCustomField[] {
  if (typeof record !== 'object' || record === null || !('customFields' in record)) return [];
  return Array.isArray(record.customFields) ? record.customFields : [];
}
