import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { CustomFieldInput } from './custom-field-input.tsx';
import type { Fact } from './facts.tsx';
import { NoteText } from './note-text.tsx';
import type { DrawnField, FieldGroupOf, FieldNote } from './record-fields.ts';

type Value = { name: string; value?: unknown };
type Definition = { name: string; type: string; options: readonly string[] };
type WithValues = { customFields: readonly Value[] };
type WithDefinitions = { customFields: readonly Definition[] };

/** The fields that a workspace added to a record, as the last group of its form; without any there is no group. */
export const customFieldGroup = <TRecord extends WithValues, TData extends WithDefinitions>(): FieldGroupOf<
  'customFields',
  TRecord,
  TData
> => ({
  legend: t`More fields`,
  fields: [
    {
      kind: 'drawn',
      name: 'customFields',
      label: t`More fields`,
      isShown: ({ customFields }) => Array.isArray(customFields) && customFields.length > 0,
      read: (record, { customFields }) => {
        const values = new Map(record?.customFields.map(({ name, value }) => [name, value]));
        return customFields.map(({ name }): Value => ({ name, value: values.get(name) ?? null }));
      },
      draw: (field) => <CustomFields {...field} definitions={field.data.customFields} />,
    },
  ],
});

type Props = Pick<DrawnField<unknown, unknown>, 'form' | 'notes' | 'errorAt'> & { definitions: readonly Definition[] };

function CustomFields({ form, definitions, notes, errorAt }: Props): ReactElement {
  // The form holds what `read` gave and these inputs set.
  const fields = form.values.customFields as Value[];
  return (
    <>
      {fields.map(({ name, value }, index) => {
        const note = notes[customFieldKey(name)];
        const notSent = notSentBecause(value, note?.sendable);
        return (
          <CustomFieldInput
            key={name}
            field={definitions.find((field) => field.name === name) ?? { name, type: 'text', options: [] }}
            value={value}
            onChange={(next) => form.setFieldValue('customFields', fields.with(index, { name, value: next }))}
            error={errorAt(`customFields.${index}.value`) ?? errorAt(`customFields.${index}`)}
            description={
              note && (
                <>
                  <NoteText note={note} />
                  {notSent && ` ${notSent}`}
                </>
              )
            }
            readOnly={note?.readOnlyBecause !== undefined}
          />
        );
      })}
    </>
  );
}

/** Said before it is saved: an option that ConnectWise does not know. */
function notSentBecause(value: unknown, sendable: FieldNote['sendable']): string | null {
  if (!sendable || typeof value !== 'string' || value === '' || sendable.options.includes(value)) return null;
  return t`"${value}" is not sent: "${sendable.remoteName}" has no such option in ConnectWise.`;
}

/** By what the notes of a form call a custom field. */
export const customFieldKey = (name: string): string => `customFields.${name}`;

/** A number field holds text while it is typed; the server wants a number, and says so when it is none. */
export const typedCustomFields = (values: readonly Value[], definitions: readonly Definition[] = []): Value[] =>
  values.map(({ name, value }) => {
    const isNumber = definitions.find((field) => field.name === name)?.type === 'number';
    const asNumber = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return { name, value: isNumber && Number.isFinite(asNumber) ? asNumber : value };
  });

/** The values of a record's custom fields on its page. */
export const customFieldFacts = (values: readonly Value[]): Fact[] =>
  values.map(({ name, value }) => ({ label: name, value: valueText(value) }));

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? t`Yes` : t`No`;
  return String(value);
}
