import type { PatchOperation } from '../../../../connectwise/client/connectwise-client.ts';
import type { Contact } from '../../../../connectwise/wire/contact.ts';
import type { ReferenceItemRecord } from '../../../connection/connection.ports.ts';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import { line } from '../text.rules.ts';
import type { FieldValue, ItemRole, Out } from './field-table.ts';
import { bothWays } from './fields.ts';

/**
 * E-mail and phones of a contact are items of a list, each known by its ID (§3.3, §11). The item that was read is the item that is written, and
 * which one is the default never changes as a side effect.
 */
type Item = NonNullable<Contact['communicationItems']>[number];

const kindOf: Readonly<Record<ItemRole, 'Email' | 'Phone'>> = { email: 'Email', phone: 'Phone', mobile: 'Phone' };

/** Whether a number is a mobile one is only said by the name of its type, which each tenant chooses. */
const mobile = /mobile|cell|handy/i;

/** The item that a field of the CRM shows: the default one of its kind, else the first. */
export function itemOf(contact: object, role: ItemRole): Item | undefined {
  const items = itemsOf(contact).filter((item) => item.communicationType === kindOf[role] && item.value);
  if (role === 'email') return items.find((item) => item.defaultFlag) ?? items[0];
  const fitting = items.filter((item) => mobile.test(item.type?.name ?? '') === (role === 'mobile'));
  return fitting.find((item) => item.defaultFlag) ?? fitting[0];
}

/**
 * The IDs of the items that hold what both sides agreed on, to be kept with the link. ConnectWise may show another one: the default, beside which
 * ours was added, or what is left where ours was removed. That one is nobody's to overwrite.
 */
export function itemIdsOf(
  contact: object,
  agreed: Readonly<Record<string, FieldValue>>,
): Partial<Record<ItemRole, number>> {
  const ids: Partial<Record<ItemRole, number>> = {};
  for (const role of ['email', 'phone', 'mobile'] as const) {
    if (role in agreed && !agreed[role]) continue;
    const ours = itemsOf(contact).find((one) => fits(one, role) && one.value === agreed[role]);
    const id = idOf(ours ?? itemOf(contact, role));
    if (id !== undefined) ids[role] = id;
  }
  return ids;
}

/** Whether the contact has an item of this kind with this value, the default one or not. */
export const holdsItem = (contact: object, role: ItemRole, value: FieldValue): boolean =>
  itemsOf(contact).some((one) => fits(one, role) && one.value === value);

/** A field that lives in an item. */
export function item<const C extends string>(
  label: string,
  column: C,
  role: ItemRole,
  part: 'value' | 'extension',
  options: { max: number; out?: Out },
) {
  return {
    label,
    column,
    type: 'text' as const,
    place: { kind: 'item' as const, paths: ['communicationItems'] as const, role, part, max: options.max },
    in: { read: (contact: object): FieldValue => line(itemOf(contact, role)?.[part] ?? null, label.toLowerCase()) },
    out: options.out ?? bothWays,
  };
}

export interface WantedItem {
  role: ItemRole;
  /** Undefined: not edited here. */
  value?: string | null;
  extension?: string | null;
}

/** The items of a new contact. The first of each kind is its default. */
export function newItems(
  wanted: readonly WantedItem[],
  lists: ReferenceLists,
): { items: object[]; without: ItemRole[] } {
  const items: object[] = [];
  const without: ItemRole[] = [];
  const seen = new Set<string>();
  for (const { role, value, extension } of wanted) {
    if (!value) continue;
    const type = typeFor(role, lists);
    if (!type) {
      without.push(role);
      continue;
    }
    const kind = kindOf[role];
    items.push(newItem(type, kind, { value, extension: extension ?? null, isDefault: !seen.has(kind) }));
    seen.add(kind);
  }
  return { items, without };
}

/**
 * What must be done to the items of an existing contact, by the IDs that were read; null where none was. An item that nobody here has read is never
 * overwritten or removed: where the one that was read is gone, another one is added. ConnectWise takes paths with an index, in order (§4.1,
 * recorded): changes first, then removals from the highest index down, then additions. `numberless`: whose extension has no number to stand with.
 * `before`: what the item that is written holds; nothing of one that is added.
 */
export function itemOperations(
  contact: object,
  wanted: readonly WantedItem[],
  known: Readonly<Partial<Record<ItemRole, number | null>>>,
  lists: ReferenceLists,
): {
  operations: PatchOperation[];
  without: ItemRole[];
  numberless: ItemRole[];
  before: Partial<Record<ItemRole, { value: string | null; extension: string | null }>>;
} {
  const items = itemsOf(contact);
  const changed: PatchOperation[] = [];
  const removed: number[] = [];
  const added: { role: ItemRole; type: ReferenceItemRecord; value: string; extension: string | null }[] = [];
  const without: ItemRole[] = [];
  const numberless: ItemRole[] = [];
  const before: ReturnType<typeof itemOperations>['before'] = {};
  for (const { role, value, extension } of wanted) {
    const at = placeOf(contact, items, { role, value, id: known[role] });
    const there = items[at];
    before[role] = { value: there?.value ?? null, extension: there?.extension ?? null };
    if (there) {
      if (value === null) removed.push(at);
      else {
        if (value !== undefined && value !== there.value)
          changed.push({ op: 'replace', path: `communicationItems/${at}/value`, value });
        if (extension !== undefined && (extension ?? null) !== (there.extension ?? null))
          changed.push(
            extension === null
              ? { op: 'remove', path: `communicationItems/${at}/extension` }
              : { op: 'replace', path: `communicationItems/${at}/extension`, value: extension },
          );
      }
    } else if (value) {
      const type = typeFor(role, lists);
      if (type) added.push({ role, type, value, extension: extension ?? null });
      else without.push(role);
    }
    if (extension && !value && (!there || value === null)) numberless.push(role);
  }
  removed.sort((a, b) => b - a);
  let length = items.length - removed.length;
  const left = items.filter((_, at) => !removed.includes(at));
  const kinds = new Set(left.filter((one) => one.defaultFlag).map((one) => one.communicationType));
  const additions = added.map(({ role, type, value, extension }): PatchOperation => {
    const kind = kindOf[role];
    const isDefault = !kinds.has(kind);
    kinds.add(kind);
    return {
      op: 'add',
      path: `communicationItems/${length++}`,
      value: newItem(type, kind, { value, extension, isDefault }),
    };
  });
  const removals = removed.map((at): PatchOperation => ({ op: 'remove', path: `communicationItems/${at}` }));
  return { operations: [...changed, ...removals, ...additions], without, numberless, before };
}

/**
 * What puts right an item that a patch has hit instead of the one that was read at its place, since somebody made the list shorter or longer in the
 * moment before: ConnectWise goes by places, not by IDs. `now`: its answer.
 */
export function harmedItems(read: object, now: object, operations: readonly PatchOperation[]): PatchOperation[] {
  const [was, is] = [itemsOf(read), itemsOf(now)];
  return operations.flatMap(({ op, path, value }): PatchOperation[] => {
    const [, place, part] = /^communicationItems\/(\d+)\/(value|extension)$/.exec(path) ?? [];
    if (op !== 'replace' || place === undefined || (part !== 'value' && part !== 'extension')) return [];
    const meant = idOf(was[Number(place)]);
    return is.flatMap((item, at): PatchOperation[] => {
      const before = was.find((one) => idOf(one) === idOf(item));
      if (idOf(item) === meant || !before || item[part] !== value || before[part] === value) return [];
      const target = `communicationItems/${at}/${part}`;
      const old = before[part];
      return old ? [{ op: 'replace', path: target, value: old }] : [{ op: 'remove', path: target }];
    });
  });
}

/** Where the item of a field stands in the list; -1 where it is to be added. */
function placeOf(
  contact: object,
  items: readonly Item[],
  { role, value, id }: { role: ItemRole; value: string | null | undefined; id: number | null | undefined },
): number {
  if (id === undefined) {
    const shown = itemOf(contact, role);
    return shown ? items.indexOf(shown) : -1;
  }
  const read = id === null ? -1 : items.findIndex((one) => idOf(one) === id);
  // A patch whose answer was lost may have added it already.
  return read >= 0 || !value ? read : items.findIndex((one) => fits(one, role) && one.value === value);
}

const fits = (one: Item, role: ItemRole): boolean =>
  one.communicationType === kindOf[role] &&
  (role === 'email' || mobile.test(one.type?.name ?? '') === (role === 'mobile'));

const newItem = (
  type: ReferenceItemRecord,
  kind: 'Email' | 'Phone',
  { value, extension, isDefault }: { value: string; extension: string | null; isDefault: boolean },
) => ({
  type: { id: Number(type.remoteId) },
  value,
  ...(extension ? { extension } : {}),
  defaultFlag: isDefault,
  communicationType: kind,
});

function typeFor(role: ItemRole, lists: ReferenceLists): ReferenceItemRecord | undefined {
  const types = (lists.communication_type ?? []).filter((type) => type.isActive);
  const fitting = types.filter((type) => (role === 'email' ? type.flags.emailFlag : type.flags.phoneFlag));
  if (role === 'mobile') return fitting.find((type) => mobile.test(type.label));
  const plain = role === 'phone' ? fitting.filter((type) => !mobile.test(type.label)) : fitting;
  return plain.find((type) => type.flags.defaultFlag) ?? plain[0];
}

function itemsOf(contact: object): readonly Item[] {
  const items: unknown = Reflect.get(contact, 'communicationItems');
  return Array.isArray(items) ? items : [];
}

function idOf(one: Item | undefined): number | undefined {
  const id: unknown = one && Reflect.get(one, 'id');
  return typeof id === 'number' ? id : undefined;
}
