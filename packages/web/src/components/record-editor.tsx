import { t } from '@lingui/core/macro';
import { Switch } from '@mantine/core';
import { type LinkProps, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { CombinedError } from 'urql';
import { FormFieldOf } from './form-field.tsx';
import { EnglishOnly } from './language/english-only.tsx';
import { inSentence } from './language/language.ts';
import { RecordNotFound } from './not-found.tsx';
import { ReasonsShown } from './note-text.tsx';
import { notifyDone } from './notify.ts';
import { PageHeader } from './page-header.tsx';
import { QueryState } from './query-state.tsx';
import { type FieldNotes, type RecordFields, startValues } from './record-fields.ts';
import { FieldGroup, RecordForm } from './record-form.tsx';
import { useFormVersion } from './use-form-version.ts';
import { type SaveAnswer, useRecordForm } from './use-record-form.ts';

type Stored = { id: string; version: number };
type Saved = { id: string };

type Props<TInput, TRecord extends Stored, TData> = {
  fields: RecordFields<TInput, TRecord, TData>;
  /** Null for a new one. */
  id: string | null;
  /** What the form needs to know, the stored record included. */
  result: { data?: TData | undefined; error?: CombinedError | undefined; fetching: boolean };
  onRetry: () => void;
  recordOf: (data: TData) => TRecord | null | undefined;
  nameOf: (record: TRecord) => string;
  list: { link: LinkProps; label: string };
  pageOf: (id: string) => LinkProps;
  /** Where one goes who creates nothing after all; the list unless said. */
  cameFrom?: LinkProps | undefined;
  save: (input: TInput) => Promise<SaveAnswer<Saved>>;
  notes?: FieldNotes;
};

/** The page of a record's form, the same for a new one and a stored one. */
export function RecordEditor<TInput, TRecord extends Stored, TData>(
  props: Props<TInput, TRecord, TData>,
): ReactElement {
  const { id, result, onRetry, recordOf, nameOf, list, pageOf, fields } = props;
  const { thing } = fields;
  const stored = result.data && recordOf(result.data);
  const { key, reload } = useFormVersion(stored?.version, onRetry);
  return (
    <QueryState result={result} onRetry={onRetry}>
      {(data) => {
        const record = recordOf(data) ?? null;
        if (id !== null && !record)
          return <RecordNotFound thing={thing} back={{ to: list.link.to, label: t`All ${inSentence(list.label)}` }} />;
        const header = record
          ? { title: t`Edit ${nameOf(record)}`, back: { ...pageOf(record.id), label: nameOf(record) } }
          : { title: t`New ${thing}`, back: { ...list.link, label: list.label } };
        return (
          <>
            <PageHeader {...header} />
            <EditorForm key={key} {...props} record={record} data={data} onReload={reload} />
          </>
        );
      }}
    </QueryState>
  );
}

type FormProps<TInput, TRecord extends Stored, TData> = Props<TInput, TRecord, TData> & {
  record: TRecord | null;
  data: TData;
  onReload: () => void;
};

function EditorForm<TInput, TRecord extends Stored, TData>(props: FormProps<TInput, TRecord, TData>): ReactElement {
  const { fields, record, data, save, pageOf, list, cameFrom, notes = {} } = props;
  const navigate = useNavigate();
  const [initialValues] = useState(() => startValues(fields, record, data));
  const [schema] = useState(() => fields.schemaFor?.(record, initialValues) ?? fields.schema);
  const state = useRecordForm({
    schema,
    initialValues,
    save,
    onSaved: (saved) => {
      notifyDone(record ? t`${upperFirst(fields.thing)} saved.` : t`${upperFirst(fields.thing)} created.`);
      void navigate(pageOf(saved.id));
    },
  });
  const { form } = state;
  const [areReasonsShown, setReasonsShown] = useState(false);
  const errorAt = (path: string): string | null => (form.errors[path] ? String(form.errors[path]) : null);
  return (
    <RecordForm
      state={state}
      thing={fields.thing}
      submitLabel={record ? t`Save ${fields.thing}` : t`Create ${fields.thing}`}
      onCancel={() => void navigate(record ? pageOf(record.id) : (cameFrom ?? list.link))}
      {...(record && { onReload: props.onReload })}
    >
      {Object.values(notes).some(({ detail }) => detail) && (
        <Switch
          label={
            <>
              {t`Show why fields are not synced`}
              {areReasonsShown && <EnglishOnly />}
            </>
          }
          checked={areReasonsShown}
          onChange={({ currentTarget }) => setReasonsShown(currentTarget.checked)}
        />
      )}
      <ReasonsShown value={areReasonsShown}>
        {fields.groups.map(({ legend, fields: inGroup }) => {
          const shown = inGroup.filter(({ isShown }) => isShown?.(form.values) ?? true);
          if (shown.length === 0) return null;
          const inputs = shown.map((field) => (
            <FormFieldOf
              key={field.name}
              field={field}
              form={form}
              record={record}
              data={data}
              notes={notes}
              errorAt={errorAt}
            />
          ));
          return legend ? (
            <FieldGroup key={legend} legend={legend}>
              {inputs}
            </FieldGroup>
          ) : (
            inputs
          );
        })}
      </ReasonsShown>
    </RecordForm>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
