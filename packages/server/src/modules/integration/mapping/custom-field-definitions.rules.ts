import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../connection/reference-lists.ts';

/** Records of ConnectWise whose custom fields are filled. */
export type CustomFieldOwner = 'company' | 'contact' | 'opportunity' | 'product';

export const ownerWords: Readonly<Record<CustomFieldOwner, string>> = {
  company: 'companies',
  contact: 'contacts',
  opportunity: 'opportunities',
  product: 'catalog items',
};

/** A definition is of the record on whose screen it stands; a pod is named by its description or its ID, a screen by two letters. */
const pods: Readonly<Record<CustomFieldOwner, { pod: RegExp; screen: RegExp }>> = {
  company: { pod: /^company_(overview|detail)$/, screen: /^co\d/i },
  contact: { pod: /^contact_(overview|detail)$/, screen: /^ct\d/i },
  opportunity: { pod: /^opportunity_(overview|detail)$/, screen: /^op\d/i },
  product: { pod: /^(product_catalog|catalog(_item)?_(overview|detail))$/, screen: /^(iv|pc)\d/i },
};

export const owners = ['company', 'contact', 'opportunity', 'product'] as const;

/** Whose custom field it is; null for records that are not synced. */
export function ownerOfDefinition({ flags }: Pick<ReferenceItemRecord, 'flags'>): CustomFieldOwner | null {
  const named = [flags.pod, flags.podId].flatMap((pod) => (pod && /[a-z]/i.test(pod) ? [pod.toLowerCase()] : []));
  if (named.length > 0) return owners.find((owner) => named.some((pod) => pods[owner].pod.test(pod))) ?? null;
  return owners.find((owner) => pods[owner].screen.test(flags.screenId ?? '')) ?? null;
}

/** The definitions in use of one kind of record. */
export const definitionsOf = (lists: ReferenceLists, owner: CustomFieldOwner): ReferenceItemRecord[] =>
  (lists.custom_field ?? []).filter((one) => one.isActive && ownerOfDefinition(one) === owner);

/** Every definition in use that can be filled, with its record. */
export const fillableDefinitions = (
  lists: ReferenceLists,
): { owner: CustomFieldOwner; definition: ReferenceItemRecord }[] =>
  owners.flatMap((owner) =>
    definitionsOf(lists, owner).flatMap((definition) =>
      definition.flags.readOnlyFlag || definition.flags.fieldType === 'Button' ? [] : [{ owner, definition }],
    ),
  );

const numeric: ReadonlySet<string | undefined> = new Set(['Number', 'Currency', 'Percent']);

export const isNumeric = (fieldType: string | undefined): boolean => numeric.has(fieldType);

/** Why a text cannot be the value of a custom field, as a sentence; null when it can. */
export function valueProblem({ label, flags }: ReferenceItemRecord, value: string): string | null {
  if (flags.options && flags.options.length > 0)
    return flags.options.includes(value)
      ? null
      : `"${label}" has no option "${value}" in ConnectWise. Choose one of ${flags.options.join(', ')}.`;
  if (isNumeric(flags.fieldType))
    return /^-?\d+(\.\d+)?$/.test(value) ? null : `Enter a number for "${label}", such as 12 or 7.5.`;
  if (flags.fieldType === 'Checkbox')
    return value === 'true' || value === 'false' ? null : `Enter true or false for "${label}".`;
  if (flags.fieldType === 'Date') return isDay(value) ? null : `Enter "${label}" as YYYY-MM-DD, such as 2026-04-30.`;
  return null;
}

/** A value that was checked, as ConnectWise takes it. */
export function wireValue({ flags }: Pick<ReferenceItemRecord, 'flags'>, value: string): string | number | boolean {
  if (isNumeric(flags.fieldType)) return Number(value);
  if (flags.fieldType === 'Checkbox') return value === 'true';
  return flags.fieldType === 'Date' ? `${value}T00:00:00Z` : value;
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
