import type { Owner } from '@causeway/shared/forms/configuration/options';
import { isSame } from '../../../platform/is-same.ts';
import type { Fields } from '../records/entity-sync.ts';
import { asksIn, entriesIn, isNothing, ownerIn } from '../records/fields/derive.ts';
import type { AnyFieldTable } from '../records/fields/field-table.ts';
import { type Base, isAgreedThere } from './base.rules.ts';
import { isSameNumber, numberOf } from './foreign-extensions.rules.ts';
import { type Merged, mergeFields } from './merge.rules.ts';

interface RecordSides {
  base: Base | null;
  local: Fields;
  remote: Fields;
}

/**
 * The merge of a record by the table of its fields, the same for a pull, a push and what is shown of a link. `stands`: fields in which the CRM's value
 * does, whoever owns them; where all do, nobody is asked.
 */
export function mergeRecord(
  table: AnyFieldTable,
  { base, local, remote }: RecordSides,
  owner: Owner,
  stands: 'all' | readonly string[] = [],
): Merged {
  const ownerOf = ownerIn(table, owner, local);
  const isOurs = (field: string) => stands === 'all' || stands.includes(field);
  const merged = mergeFields(
    base,
    local,
    remote,
    (field) => (isOurs(field) ? 'crm' : ownerOf(field)),
    stands === 'all' ? () => false : asksIn(table),
    entriesIn(table),
  );
  return withExtensions(table, { base, local, remote }, merged);
}

/**
 * The merge in which an extension follows its number: where ConnectWise has replaced the number by another one, the extension of here is that of the
 * number before. It gives way with that one, and stands where that one stands.
 */
function withExtensions(table: AnyFieldTable, { base, local, remote: theirs }: RecordSides, merged: Merged): Merged {
  if (base === null) return merged;
  return Object.keys(table).reduce((so: Merged, field) => {
    const number = numberOf(table, field);
    if (number === undefined || ![field, number].every((one) => one in theirs && one in base)) return so;
    const there = theirs[number] ?? null;
    // One that waits for a number goes with the one that comes (`withFreed`).
    if (isNothing(base[number]) || isNothing(there)) return so;
    if (isAgreedThere(base, number, there) || isSameNumber(base[number], there)) return so;
    if (isSame(local[number] ?? null, there) || isSame(local[field] ?? null, theirs[field] ?? null)) return so;
    const sides = { field, crm: local[field] ?? null, connectwise: theirs[field] ?? null };
    const others = so.conflicts.filter((one) => one.field !== field);
    const isEdited = !isSame(sides.crm, base[field]);
    if (others.some((one) => one.field === number && one.kept === 'ask'))
      return {
        fields: { ...so.fields, [field]: sides.crm },
        conflicts: isEdited ? [...others, { ...sides, kept: 'ask' }] : others,
      };
    if (!isSame(so.fields[number], there)) return { fields: { ...so.fields, [field]: sides.crm }, conflicts: others };
    return {
      fields: { ...so.fields, [field]: sides.connectwise },
      conflicts: isEdited ? [...others, { ...sides, kept: 'connectwise', isOfNumber: true }] : others,
    };
  }, merged);
}
