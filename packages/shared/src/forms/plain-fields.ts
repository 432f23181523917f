import { z } from 'zod';
import { chosenId, optionalId, optionalText, requiredText } from './fields.ts';

/**
 * The plain fields of a record: one entry says everything that the form, the API and the web have to know of a field. What a record has beside
 * them (lists of parts, custom fields, its version) stands in its form by hand.
 */

/** What the API calls its type: `id` names another record, which the API shows under the field's name without "Id". */
export type ApiType = 'text' | 'flag' | 'decimal' | 'whole' | 'day' | 'id' | 'ProductKind' | 'BillingKind';

/** What it is entered with. */
export type Input =
  | {
      kind: 'text';
      type?: 'tel' | 'email' | 'date';
      inputMode?: 'url' | 'decimal' | 'numeric';
      placeholder?: string;
      autoComplete?: string;
      /** Usual values, of which one can be taken. */
      suggestions?: readonly string[];
      /** What a new record starts with. */
      startsAs?: string;
    }
  | { kind: 'lines'; maxRows: number }
  | { kind: 'flag'; startsAs: boolean }
  /** One of a few, all in sight; the first is the usual one. */
  | { kind: 'either'; options: readonly { value: string; label: string }[] }
  /** Without an input: it goes along as it was read. */
  | { kind: 'kept' }
  /** Another record; how it is chosen is the web's own. */
  | { kind: 'reference'; select: string };

export interface PlainField<Rule extends z.ZodType = z.ZodType, In extends Input = Input> {
  /** As people read it at the field. */
  label: string;
  /** Checks what was entered, and gives what is stored. */
  rule: Rule;
  api: ApiType;
  /** A new record cannot be made without it. */
  isRequired: boolean;
  /** A record may be without it. */
  mayBeNull: boolean;
  input: In;
  /** Stands under the field. */
  description?: string;
  /** Takes the whole width of the form. */
  isWide?: boolean;
  /** What a reader of the API's schema would wonder about. */
  about?: string;
}

export type PlainFields = Readonly<Record<string, PlainField>>;

/** Fields that stand together in the form. */
export interface FieldGroup<F extends PlainFields = PlainFields> {
  legend: string;
  fields: F;
}

/** What a record holds in these fields. */
export type PlainValues<F extends PlainFields> = { [K in keyof F]: z.output<F[K]['rule']> };

type Rules<F extends PlainFields> = { [K in keyof F]: F[K]['rule'] };

/** The part of a form that checks them. */
export const rulesOf = <F extends PlainFields>(fields: F): Rules<F> =>
  // `fromEntries` forgets which key has which value.
  Object.fromEntries(Object.entries(fields).map(([name, { rule }]) => [name, rule])) as Rules<F>;

type More = Pick<PlainField, 'description' | 'isWide' | 'about'>;
type TextInput = Omit<Extract<Input, { kind: 'text' }>, 'kind'>;

interface TextOptions extends More, TextInput {
  max: number;
  /** The field in the middle of a sentence; without it "the" and the label. */
  what?: string;
  matches?: { pattern: RegExp; message: string };
}

const whatIs = (label: string, what?: string): string =>
  what ?? `the ${/^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}`;

/** One line of text that may be missing. */
export function text(label: string, { max, what, matches, description, isWide, about, ...input }: TextOptions) {
  const rule = optionalText({ what: whatIs(label, what), max }, matches);
  return {
    ...{ label, rule, api: 'text', isRequired: false, mayBeNull: true },
    ...{ input: { kind: 'text', ...input }, description, isWide, about },
  } as const satisfies PlainField;
}

/** One line of text that must be there. */
export function neededText(label: string, options: Omit<TextOptions, 'matches'>) {
  const rule = requiredText({ what: whatIs(label, options.what), max: options.max });
  return { ...text(label, options), rule, isRequired: true, mayBeNull: false } as const satisfies PlainField;
}

/** Text of several lines. */
export function lines(
  label: string,
  { max, what, maxRows, ...more }: More & { max: number; what?: string; maxRows: number },
) {
  const rule = optionalText({ what: whatIs(label, what), max, multiline: true });
  const input = { kind: 'lines', maxRows } as const;
  return {
    label,
    rule,
    api: 'text',
    isRequired: false,
    mayBeNull: true,
    input,
    isWide: true,
    ...more,
  } as const satisfies PlainField;
}

/** A yes or no; a missing one means the usual. */
export function flag(label: string, { startsAs, ...more }: More & { startsAs: boolean }) {
  const rule = z.preprocess((value) => value ?? startsAs, z.boolean());
  const input = { kind: 'flag', startsAs } as const;
  return {
    label,
    rule,
    api: 'flag',
    isRequired: false,
    mayBeNull: false,
    input,
    ...more,
  } as const satisfies PlainField;
}

/** Another record. `select` is what the form reads of it. */
export function reference(label: string, { message, select }: { message: string; select: string }) {
  const input = { kind: 'reference', select } as const;
  return {
    label,
    rule: optionalId(message),
    api: 'id',
    isRequired: false,
    mayBeNull: true,
    input,
  } as const satisfies PlainField;
}

/** Another record that must be there. */
export function neededReference(label: string, { message, select }: { message: string; select: string }) {
  const input = { kind: 'reference', select } as const;
  return {
    label,
    rule: chosenId(message),
    api: 'id',
    isRequired: true,
    mayBeNull: false,
    input,
  } as const satisfies PlainField;
}

interface RuledField<Rule extends z.ZodType> extends More {
  rule: Rule;
  api: ApiType;
  input: Input;
  isRequired?: boolean;
  mayBeNull?: boolean;
}

/** A field with a rule of its own. */
export const ruled = <Rule extends z.ZodType>(
  label: string,
  { isRequired, mayBeNull, ...field }: RuledField<Rule>,
) => ({
  label,
  isRequired: isRequired ?? false,
  mayBeNull: mayBeNull ?? false,
  ...field,
});

/** The properties of a record of the API that its form reads, as GraphQL selects them. */
export const selectionOf = (fields: PlainFields): string[] =>
  Object.entries(fields).map(([name, { input }]) =>
    input.kind === 'reference' ? `${name.replace(/Id$/, '')} { ${input.select} }` : name,
  );
