import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ReferenceLists } from '../../../connection/reference-lists.ts';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { MappedCustomField, UnfitCustomField } from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { idWithName } from '../plain-values.rules.ts';

export type FieldValue = string | number | boolean | null | readonly Readonly<Record<string, string>>[];

export type ColumnType = 'text' | 'uuid' | 'boolean' | 'numeric' | 'int' | 'date' | 'timestamptz';

/** The communication item of a contact that a field stands for. */
export type ItemRole = 'email' | 'phone' | 'mobile';

/** Where a field lives in a record of ConnectWise. `paths` are the properties that an update of the field writes. */
export type FieldPlace<Path extends string = string> =
  | { kind: 'scalar'; paths: readonly [Path]; max?: number; required?: boolean }
  /** Another synced record, by ID. */
  | { kind: 'reference'; paths: readonly [Path]; to: PulledEntity; required?: boolean }
  /** An entry of one of ConnectWise's lists, by its name. */
  | { kind: 'choice'; paths: readonly [Path]; list: ReferenceKind }
  /** Several entries of a list, which ConnectWise keeps as records of their own. */
  | { kind: 'associations'; paths: readonly [Path]; list: ReferenceKind }
  /** A value of an item of a list that is known by its ID. */
  | { kind: 'item'; paths: readonly [Path]; role: ItemRole; part: 'value' | 'extension'; max: number }
  /** One of the custom fields, by the ID of its definition. */
  | {
      kind: 'custom';
      paths: readonly [Path];
      id: number;
      caption: string;
      options: readonly string[];
      isNeeded: boolean;
    }
  /** Made of, or giving, several properties; or records below it. A named function beside the table knows how. */
  | { kind: 'several'; paths: readonly Path[] };

/** How a value comes in: read from the record, by a named function of the record's folder, or not, and why. */
export type In<R> = { read(remote: R): FieldValue } | { by: string } | { not: string };

/** How an emptied value goes out: the property is removed, or it is not, and why (the end of "Not sent: name, because …"). */
export type Clear = 'remove' | { not: string };

/** Where a value goes out, and why not where it does not. */
export type Out =
  | { create: true; update: true; clear: Clear }
  | { create: boolean; update: boolean; clear: Clear; because: string };

/** What a writer may ask for. Pure once loaded. */
export interface WriteContext {
  lists: ReferenceLists;
  configuration: Configuration;
  /** The custom fields that are kept in step. */
  mapped: readonly MappedCustomField[];
  /** Those that do not fit any more. */
  unfit?: readonly UnfitCustomField[];
  remoteIdOf(entity: PulledEntity, localId: string): number | undefined;
  /** The member of ConnectWise who is that user of the CRM. */
  memberIdOf(userId: string): number | undefined;
}

/**
 * Properties to set (undefined: to remove), or why the value cannot be sent. `fillsIn`: those of them that got a value which nobody entered here, with
 * the field that they stand for.
 */
export type Written =
  | { set: Readonly<Record<string, unknown>>; fillsIn?: Readonly<Record<string, string>> }
  | {
      not: string;
      /** In what the value was looked for in vain. */
      lacks?: Lacking;
    };

/** One field of a synced record: everything that is known of it. `F` are the record's fields in the CRM, `R` is ConnectWise's record. */
export interface Field<R = never, V = FieldValue, F = Record<string, FieldValue>> {
  /** As people see it, e.g. in the form and the audit log. */
  label: string;
  column: string;
  type: V extends boolean ? 'boolean' : ColumnType;
  /** Of a column of JSON: the key under which the text lives. */
  key?: string;
  place: FieldPlace<keyof R & string>;
  in: In<R>;
  out: Out;
  /** What else of it does not go out, a sentence of the form. */
  stays?: string;
  /** Why nothing here stands for what ConnectWise has, a clause. */
  nothingHere?: string;
  /** Whether what a record that was made from here has there is what a push fills in where it is empty here: nobody chose it. */
  isFilledIn?(remote: R, context: WriteContext): boolean;
  /** The property of ConnectWise's record that names what it has there, where the place names none. */
  shownBy?: string;
  /** Of fields that the place alone cannot write. */
  write?(fields: F, context: WriteContext): Written;
  /** Whose value stands in a conflict, where that is not the record's owner. */
  owner?: Owner;
  /** In a conflict a person is asked, by the settings. */
  asks?: true;
  /** ConnectWise gives it to a new record; where it is empty here it is taken over with the create. */
  comesBack?: true;
  /** Which way alone it goes by the settings. */
  direction?: Exclude<FieldDirection, 'both'>;
  /** Follows from other fields and takes no part in the merge. */
  derived?: true;
  /**
   * ConnectWise's record says nothing of it unless that field holds this value, whatever it keeps meanwhile. Where the field comes to hold it by an
   * edit of here, this one goes out too, also unchanged: else what was kept would come in as an edit of ConnectWise's.
   */
  saidWhile?: { field: string; is: FieldValue };
  /** Of a list: what tells its entries apart. Both sides are merged entry by entry. */
  entriesBy?: string;
  /** The field that names what this one holds the ID of; where both change, that one alone is told. */
  namedBy?: string;
}

/**
 * A field for every field of the CRM record: one that is left out does not compile, nor one whose column no migration made. `T` is the record's
 * table in `platform/database/schema.ts`.
 */
export type FieldTable<F extends object, R, T extends object = Record<string, unknown>> = {
  readonly [K in keyof F & string]-?: Field<R, F[K], F> & { column: (keyof T & string) | '' };
};

/** A table whose record is not known here. */
export type AnyField = Omit<Field<object, FieldValue, object>, 'place'> & { place: FieldPlace };
export type AnyFieldTable = Readonly<Record<string, AnyField>>;

/** What of a CRM entity is synced data: not its identity or bookkeeping. */
export type SyncedFieldsOf<E> = Omit<E, 'id' | 'version' | 'createdAt' | 'updatedAt'>;

/** A field's label inside a sentence: lower case, unless it begins with an abbreviation; a name that somebody gave stands as it is. */
export function wordOf(table: AnyFieldTable, field: string): string {
  if (table[field]?.place.kind === 'custom') return `"${table[field].label}"`;
  const label = table[field]?.label ?? inSeveralWords(field);
  return inSentence(label);
}

/** A name of the program in words: "phone number"; of a custom field whose name is not at hand, "custom field 2". */
const inSeveralWords = (field: string): string =>
  field.replace(/^customFields\./, 'custom field ').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** A label as it stands within a sentence. */
export const inSentence = (label: string): string =>
  /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** Without IDs beside the fields that name them. */
export const toldChanges = <C extends { field: string }>(table: AnyFieldTable, changes: readonly C[]): C[] =>
  changes.filter(({ field }) => !changes.some((other) => other.field === table[field]?.namedBy));

/** An ID of a list with the name that stands beside it on the same side, e.g. `Monthly (ID 3)`; any other value as it is. */
export function withName<V>(
  table: AnyFieldTable,
  { field, value }: { field: string; value: V },
  side: Readonly<Record<string, unknown>>,
): V | string {
  const name = side[table[field]?.namedBy ?? ''];
  return typeof name === 'string' && value !== null && value !== undefined ? idWithName(name, String(value)) : value;
}

/** Changes in which each ID of a list has its name; the name itself is the same before and after. */
export const withNames = <C extends { field: string; from: unknown; to: unknown }>(
  table: AnyFieldTable,
  changes: readonly C[],
  side: Readonly<Record<string, unknown>>,
): C[] =>
  changes.map((change) => {
    const { field, from, to } = change;
    if (!table[field]?.namedBy) return change;
    const [before, after] = [from, to].map((value) => withName(table, { field, value }, side));
    return { ...change, from: before, to: after };
  });

/** Changes as people see them: a custom field under its name. */
export const namedChanges = <C extends { field: string }>(table: AnyFieldTable, changes: readonly C[]): C[] =>
  toldChanges(table, changes).map((change) => {
    const entry = table[change.field];
    return entry?.place.kind === 'custom' ? { ...change, field: entry.label } : change;
  });
