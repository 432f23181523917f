import { recordNamed, records } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { podIdOf } from '../rules/custom-field-definition.rules.ts';
import type { WireRecord } from '../sandbox-store.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { CustomFieldWish } from './custom-field-wish.ts';

/** Defines a custom field, or changes the one of that caption; answers its definition as the API sends it. */
export function defineCustomField(tenant: Tenant, wish: CustomFieldWish): WireRecord {
  const pod = podOf(wish.record);
  const definition = recordNamed('userDefinedFields');
  const onPod = [...tenant.store.table('userDefinedFields').all()].filter((row) => row.podDescription === pod);
  const caption = wish.caption.toLowerCase();
  const before = onPod.find((row) => String(row.caption).toLowerCase() === caption);
  const request = { definition, member: tenant.apiMember() ?? { id: tenant.keys.memberId, identifier: 'api' } };
  const row = before
    ? tenant.writer.patch({ ...request, body: operationsOf(wish) }, before)
    : tenant.writer.create({ ...request, body: bodyOf(wish, pod, onPod) });
  return tenant.renderer.object(definition, row) as WireRecord;
}

function podOf(record: string): string {
  const pod = records.get(record)?.customFieldPod;
  if (pod) return pod;
  const known = [...records.values()].filter((entry) => entry.customFieldPod).map(({ name }) => name);
  throw new Error(`"${record}" has no custom fields. These have: ${known.join(', ')}.`);
}

function bodyOf(wish: CustomFieldWish, pod: string, onPod: readonly Stored[]): Record<string, unknown> {
  const type = wish.type ?? 'Text';
  return {
    podId: podIdOf(pod),
    caption: wish.caption,
    sequenceNumber: 1 + Math.max(0, ...onPod.map((row) => Number(row.sequenceNumber ?? 0))),
    screenId: onPod[0]?.screenId,
    fieldTypeIdentifier: type,
    entryTypeIdentifier: wish.options ? 'List' : type === 'Date' ? 'Date' : 'EntryField',
    requiredFlag: wish.required ?? false,
    displayOnScreenFlag: true,
    options: wish.options?.map(option),
  };
}

function operationsOf({ required, type, options }: CustomFieldWish) {
  const fields = {
    requiredFlag: required,
    fieldTypeIdentifier: type,
    entryTypeIdentifier: options && 'List',
    options: options?.map(option),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) => ({ op: 'replace', path, value }));
}

const option = (optionValue: string, at: number) => ({ optionValue, sortOrder: at + 1 });
