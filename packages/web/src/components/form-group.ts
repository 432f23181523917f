import type { FieldGroup, PlainField, PlainFields } from '@causeway/shared/forms/plain-fields';
import type { Common, FieldGroupOf, FormField, Kind } from './record-fields.ts';
import { sharedFormWord } from './shared-form-words.ts';

type ReferenceNames<F extends PlainFields> = {
  [K in keyof F]: F[K]['input'] extends { kind: 'reference' } ? K : never;
}[keyof F];

/** What the web adds to a field: how another record is chosen, and when a field is shown. */
type Own<F extends PlainFields, TRecord, TData> = {
  [K in ReferenceNames<F>]: Pick<Common<string, TRecord, TData>, 'read'> &
    Extract<Kind<TRecord, TData>, { kind: 'choice' | 'drawn' }>;
} & {
  [K in Exclude<keyof F, ReferenceNames<F>>]?: Pick<Common<string, TRecord, TData>, 'isShown' | 'required'>;
};

/** Fields that the form reads under their own name; the generated fragment has each of them. */
type Unread<F extends PlainFields, TRecord> = Exclude<keyof F, ReferenceNames<F> | keyof TRecord>;

/** A group of a form out of the list of `@causeway/shared/forms`. `npm run emit-schema` writes the fragment that reads it. */
export const formGroup =
  <TRecord, TData>() =>
  <F extends PlainFields>(
    {
      legend,
      fields,
    }: FieldGroup<F> & ([Unread<F, TRecord>] extends [never] ? unknown : { notRead: Unread<F, TRecord> }),
    own: Own<F, TRecord, TData>,
  ): FieldGroupOf<keyof F & string, TRecord, TData> => ({
    get legend() {
      return sharedFormWord(legend);
    },
    // `entries` forgets which name has which field.
    fields: Object.entries(fields).map(([name, field]) =>
      joined({ name }, plain(field), own[name as keyof typeof own] ?? {}),
    ) as FormField<keyof F & string, TRecord, TData>[],
  });

/** All in one, with words that are read anew in the language of the moment. */
const joined = (...parts: object[]): object =>
  Object.defineProperties({}, Object.assign({}, ...parts.map(Object.getOwnPropertyDescriptors)));

const plain = ({ label, isRequired, description, isWide, input }: PlainField): object =>
  joined(
    input,
    {
      get label() {
        return sharedFormWord(label);
      },
    },
    // A switch and a choice that is always made need no star.
    isRequired && input.kind !== 'either' ? { required: true } : {},
    isWide ? { isWide } : {},
    description === undefined
      ? {}
      : {
          get description() {
            return sharedFormWord(description);
          },
        },
    wordsOf(input),
  );

/** What an input says itself. */
function wordsOf(input: PlainField['input']): object {
  if (input.kind === 'either')
    return {
      get options() {
        return input.options.map(({ value, label }) => ({ value, label: sharedFormWord(label) }));
      },
    };
  const placeholder = input.kind === 'text' ? input.placeholder : undefined;
  if (placeholder === undefined) return {};
  return {
    get placeholder() {
      return sharedFormWord(placeholder);
    },
  };
}
