import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import { nothingHereFor } from '../messages/comparison.messages.ts';
import type { AnyField, WriteContext } from '../records/fields/field-table.ts';

/**
 * Why ConnectWise names something where the CRM has nothing. What a push filled in stands there because ConnectWise cannot do without; of any other
 * value nothing here is what it names, and nobody has emptied anything. `madeIn`: what the push of a record that was made
 * from here goes by; null where it came from there.
 */
export function whyOnlyThere(
  entry: AnyField,
  { record, name, madeIn }: { record: WireRecord; name: string; madeIn: WriteContext | null },
): string {
  const isFilledIn = madeIn !== null && entry.isFilledIn?.(record, madeIn) === true;
  return (isFilledIn ? whyEmptied(entry) : null) ?? entry.nothingHere ?? nothingHereFor(name);
}

/** Why ConnectWise does not do without a value. */
export const whyEmptied = ({ out }: AnyField): string | null => (out.clear === 'remove' ? null : out.clear.not);

/** What ConnectWise names in the place of a field where the CRM has nothing that stands for it: a member who is no user, a tax code of no region. */
export function nameThere({ place, type, shownBy }: AnyField, record: WireRecord): string | null {
  if (type !== 'uuid') return null;
  const [path] = place.kind === 'item' || place.kind === 'custom' ? [] : place.paths;
  const named: unknown = Reflect.get(record, shownBy ?? path ?? '');
  if (typeof named !== 'object' || named === null) return null;
  // A member may have no name beside the one that signs in.
  const { name, identifier, id } = Object.fromEntries(Object.entries(named));
  const words = [name, identifier].find((word) => typeof word === 'string' && word.trim() !== '');
  return words === undefined ? (id === undefined ? null : `ID ${String(id)}`) : String(words);
}

/** A stage and a status of ConnectWise, under their own names: what they stand for here is not what is there. */
export function standingThere({ place, type }: AnyField, record: WireRecord): string | null {
  if (type !== 'uuid' || place.kind !== 'several' || place.paths.length < 2) return null;
  const names = place.paths.flatMap((path) => {
    const part: unknown = Reflect.get(record, path);
    const name: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'name') : null;
    return typeof name === 'string' ? [`${path} ${name}`] : [];
  });
  return names.length > 0 ? names.join(', ') : null;
}
