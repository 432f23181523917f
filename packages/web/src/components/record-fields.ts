import type { Input } from '@causeway/shared/forms/plain-fields';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement, ReactNode } from 'react';
import type { z } from 'zod';

/** What is to be known of one field beside its value: whether it is sent to ConnectWise, say. */
export type FieldNote = {
  /** Stands under the field: one short sentence. */
  note?: string;
  /** Why; it is shown where the reasons are asked for. */
  detail?: string;
  /** Why the field cannot be changed here; without it, it can. */
  readOnlyBecause?: string;
  /** What of its values ConnectWise takes; another one is not sent. */
  sendable?: { options: readonly string[]; remoteName: string };
};

/** By the name of the field. */
export type FieldNotes = Readonly<Record<string, FieldNote>>;

export type FormValues = Record<string, unknown>;

/** What a field that draws itself is handed. */
export type DrawnField<TRecord, TData> = {
  form: UseFormReturnType<FormValues>;
  record: TRecord | null;
  data: TData;
  /** What every input of the wrapper takes: label, description, error, and whether it can be changed. */
  input: FieldInput;
  /** Of all fields of the form, for a field that draws several. */
  notes: FieldNotes;
  errorAt: (path: string) => string | null;
};

export type FieldInput = {
  label: string;
  required: boolean;
  description: ReactNode;
  error: string | null;
  readOnly: boolean;
};

export type Common<TName extends string, TRecord, TData> = {
  name: TName;
  label: string;
  required?: boolean;
  /** Stands under the field, before its note. */
  description?: string;
  /** Takes the whole width. */
  isWide?: boolean;
  /** What the form starts from. Without it: the value of that name, or nothing. */
  read?: (record: TRecord | null, data: TData) => unknown;
  /** Only with certain values of others; what it holds is kept meanwhile. */
  isShown?: (values: FormValues) => boolean;
};

export type Kind<TRecord, TData> =
  | Exclude<Input, { kind: 'reference' }>
  | {
      kind: 'choice';
      options: (data: TData, record: TRecord | null) => readonly { value: string; label: string }[];
      /** What stands there while nothing is chosen; without it something is always chosen. */
      none?: string;
      isSearchable?: boolean;
    }
  | { kind: 'drawn'; draw: (field: DrawnField<TRecord, TData>) => ReactElement };

/** One field of a record's form: what it is called, what it is entered with, and what it starts from. */
export type FormField<TName extends string, TRecord, TData> = Common<TName, TRecord, TData> & Kind<TRecord, TData>;

export type FieldGroupOf<TName extends string, TRecord, TData> = {
  /** Without one its only field frames itself. */
  legend?: string;
  fields: readonly FormField<TName, TRecord, TData>[];
};

/** The form of a record, new or stored: everything that it consists of, once. */
export type RecordFields<TInput, TRecord, TData> = {
  /** "client", in sentences. */
  thing: string;
  schema: z.ZodType<TInput>;
  /** For a form that is checked in another way than as a whole when new and by what changed when stored. */
  schemaFor?: (record: TRecord | null, initialValues: FormValues) => z.ZodType<TInput>;
  groups: readonly FieldGroupOf<Exclude<keyof TInput, 'version'> & string, TRecord, TData>[];
};

/** What the form starts from; `version` says which one is edited, null a new one. */
export function startValues<TInput, TRecord extends { version: number }, TData>(
  { groups }: RecordFields<TInput, TRecord, TData>,
  record: TRecord | null,
  data: TData,
): FormValues {
  const fields = groups.flatMap((group) => group.fields);
  const values = fields.map((field) => [field.name, startValue(field, record, data)]);
  return { ...Object.fromEntries(values), version: record?.version ?? null };
}

function startValue<TRecord extends object, TData>(
  field: FormField<string, TRecord, TData>,
  record: TRecord | null,
  data: TData,
): unknown {
  if (field.read) return field.read(record, data);
  const stored: unknown = record ? Reflect.get(record, field.name) : undefined;
  switch (field.kind) {
    case 'text':
      return stored === undefined || stored === null ? (field.startsAs ?? '') : String(stored);
    case 'lines':
      return stored ?? '';
    case 'flag':
      return stored ?? field.startsAs;
    case 'either':
      // The API's words are in upper case.
      return typeof stored === 'string' ? stored.toLowerCase() : (field.options[0]?.value ?? '');
    default:
      return stored ?? null;
  }
}
