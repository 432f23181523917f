import type { FieldGroup, PlainField, PlainFields } from '@causeway/shared/forms/plain-fields';
import type { Common, FieldGroupOf, FormField, Kind } from './record-fields.ts';

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
    legend,
    // `entries` forgets which name has which field.
    fields: Object.entries(fields).map(([name, field]) => ({
      name: name as keyof F & string,
      ...plain(field),
      ...own[name as keyof typeof own],
    })) as FormField<keyof F & string, TRecord, TData>[],
  });

const plain = ({ label, isRequired, description, isWide, input }: PlainField) => ({
  label,
  // A switch and a choice that is always made need no star.
  ...(isRequired && input.kind !== 'either' && { required: true }),
  ...(description !== undefined && { description }),
  ...(isWide && { isWide }),
  ...input,
});
