import type { Owner } from '@causeway/shared/forms/configuration/options';
import { isSame } from '../../../platform/is-same.ts';

export type ListEntry = Readonly<Record<string, string>>;

export interface MergedList {
  /** With the owner's entries where both sides had changed one. */
  merged: readonly ListEntry[];
  /** Each side's entries where both had changed one, beside all that only one had changed; null where there are none. */
  contested: Readonly<Record<Owner, readonly ListEntry[]>> | null;
}

/**
 * The three-way merge of a list, entry by entry: one that came on a side since `base` is that side's and stays; one that was agreed on and is gone on a
 * side goes on the other. `key` tells the entries apart. Their order is that of the side that changed it, else the owner's.
 */
export function mergeLists(
  key: string,
  { base, ours, theirs }: { base: readonly ListEntry[]; ours: readonly ListEntry[]; theirs: readonly ListEntry[] },
  owner: Owner,
): MergedList {
  const [agreed, here, there] = [byKey(key, base), byKey(key, ours), byKey(key, theirs)];
  const chosen: Record<Owner, Map<string, ListEntry>> = { crm: new Map(), connectwise: new Map() };
  let isContested = false;
  for (const id of orderOf(key, { base, ours, theirs }, owner)) {
    const [was, crm, connectwise] = [agreed.get(id), here.get(id), there.get(id)];
    const isEdit = { crm: !isSame(crm, was), connectwise: !isSame(connectwise, was) };
    if (isEdit.crm && isEdit.connectwise && !isSame(crm, connectwise)) isContested = true;
    const values = isEdit.connectwise
      ? { crm: isEdit.crm ? crm : connectwise, connectwise }
      : { crm, connectwise: crm };
    if (values.crm) chosen.crm.set(id, values.crm);
    if (values.connectwise) chosen.connectwise.set(id, values.connectwise);
  }
  const lists = { crm: [...chosen.crm.values()], connectwise: [...chosen.connectwise.values()] };
  return { merged: lists[owner], contested: isContested ? lists : null };
}

/** All entries of both sides; those of the other side that the first does not have come last. */
function orderOf(key: string, { base, ours, theirs }: Parameters<typeof mergeLists>[1], owner: Owner): string[] {
  const [agreed, here, there] = [base, ours, theirs].map((list) => list.map((one) => one[key] ?? ''));
  const isAsAgreed = (keys: string[] = []) => isSame(keys, agreed);
  const isTheirs = isAsAgreed(here) ? !isAsAgreed(there) : !isAsAgreed(there) && owner === 'connectwise';
  const [first = [], second = []] = isTheirs ? [there, here] : [here, there];
  return [...new Set([...first, ...second])];
}

const byKey = (key: string, list: readonly ListEntry[]): ReadonlyMap<string, ListEntry> =>
  new Map(list.map((one) => [one[key] ?? '', one]));
