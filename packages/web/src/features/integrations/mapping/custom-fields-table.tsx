import { msg, plural, t } from '@lingui/core/macro';
import { Badge, Group, Select, Text, TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { isSame } from '../../../components/drafts/merge-draft.ts';
import { words } from '../../../components/language/language.ts';
import { told } from '../../../components/notify.ts';
import type { RemoteCustomFieldFieldsFragment, SyncSettingsInput } from '../../../graphql/graphql.ts';
import { SectionPage } from '../setup/section-page.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import { DefineFieldMutation } from './custom-fields.graphql.ts';
import classes from './map-table.module.css';

type RemoteField = RemoteCustomFieldFieldsFragment;
type Props = { fields: readonly RemoteField[] };
type Row = { remoteId: string; value: string; customFieldId: string };
type Values = { customFields: Row[] };

const inputOf = (values: Values, saved: Values): SyncSettingsInput =>
  isSame(values, saved)
    ? {}
    : {
        customFields: values.customFields.map(({ remoteId, value, customFieldId }) => ({
          remoteId,
          value: value || null,
          customFieldId: customFieldId || null,
        })),
      };

const records: Readonly<Record<string, string>> = words({
  company: msg`Company`,
  contact: msg`Contact`,
  opportunity: msg`Opportunity`,
  product: msg`Catalog item`,
});

const typeWords: Readonly<Record<string, string>> = words({
  text: msg`a text`,
  number: msg`a number`,
  date: msg`a date`,
  checkbox: msg`a check box`,
  list: msg`a list`,
});

/** Each custom field of ConnectWise with the field of the CRM that it is kept in step with, and the default that records without a value get. */
export function CustomFieldsTable({ fields }: Props): ReactElement {
  const saved: Values = {
    customFields: fields.map(({ remoteId, value, customFieldId }) => ({
      remoteId,
      value: value ?? '',
      customFieldId: customFieldId ?? '',
    })),
  };
  const section = useSectionForm(saved, inputOf);
  const { values, errors, setFieldValue } = section.form;
  return (
    <SectionPage section={section}>
      <table className={classes.table} aria-label={t`Custom fields of ConnectWise`}>
        <thead>
          <tr>
            <th scope="col">{t`Record`}</th>
            <th scope="col">{t`Field in ConnectWise`}</th>
            <th scope="col">{t`Kept in step with`}</th>
            <th scope="col">{t`Default`}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, index) => (
            <tr key={field.remoteId}>
              <td data-label={t`Record`}>
                <Text size="sm">{records[field.record] ?? field.record}</Text>
              </td>
              <th scope="row">
                <Group gap="xs">
                  <Text size="sm" fw={500}>
                    {field.caption}
                  </Text>
                  {field.isRequired && <Badge size="xs" variant="light">{t`Required`}</Badge>}
                </Group>
                <Text size="xs" c="dimmed">
                  {field.type}
                  {field.options.length > 0 &&
                    `, ${plural(field.options.length, { one: '# option', other: '# options' })}`}
                </Text>
              </th>
              <td data-label={t`Kept in step with`}>
                <FieldInput
                  field={field}
                  value={values.customFields[index]?.customFieldId ?? ''}
                  error={errors[`customFields.${index}.customFieldId`]}
                  onChange={(value) => setFieldValue(`customFields.${index}.customFieldId`, value)}
                />
              </td>
              <td data-label={t`Default`}>
                <ValueInput
                  field={field}
                  value={values.customFields[index]?.value ?? ''}
                  error={errors[`customFields.${index}.value`]}
                  onChange={(value) => setFieldValue(`customFields.${index}.value`, value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionPage>
  );
}

interface InputProps {
  field: RemoteField;
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
}

const NEW = 'new';

const entityOf: Readonly<Record<string, string>> = { company: 'client' };

/** The CRM's fields that fit, and one to be defined by ConnectWise's own definition. */
function FieldInput({ field, value, error, onChange }: InputProps): ReactElement {
  const [made, setMade] = useState<{ value: string; label: string }[]>([]);
  const [{ fetching }, define] = useMutation(DefineFieldMutation);
  const choose = async (next: string | null): Promise<void> => {
    if (next !== NEW) return onChange(next ?? '');
    const input = {
      entity: entityOf[field.record] ?? field.record,
      name: field.caption,
      type: field.crmType ?? 'text',
      options: [...field.options],
    };
    const { data, error: failure } = await define({ input });
    const defined = data?.createCustomField.customField;
    const isDone = told(
      failure,
      data?.createCustomField.problems,
      t`Defined "${field.caption}". Save to keep it in step.`,
    );
    if (!isDone || !defined) return;
    setMade([...made, { value: defined.id, label: defined.name }]);
    onChange(defined.id);
  };
  const fitting = field.choices.flatMap(({ id, name, misfit }) =>
    misfit === null || id === value ? [{ value: id, label: name }] : [],
  );
  return (
    <Select
      aria-label={t`Kept in step with ${field.caption}`}
      placeholder={t`Not kept in step`}
      data={[
        ...fitting,
        ...made.filter((one) => !fitting.some((known) => known.value === one.value)),
        { value: NEW, label: t`Define "${field.caption}" here, ${typeWords[field.crmType ?? 'text'] ?? ''}` },
      ]}
      value={value || null}
      onChange={choose}
      error={error}
      disabled={fetching}
      description={unknownWords(field.unknownOptions)}
      clearable
    />
  );
}

const unknownWords = (options: readonly string[]): string | undefined =>
  options.length > 0 ? t`Not sent, since ConnectWise has no such option: ${options.join(', ')}.` : undefined;

/** ConnectWise's own options where it has some, yes or no for a checkbox, else text; the server checks the type. */
function ValueInput({ field, value, error, onChange }: InputProps): ReactElement {
  const label = t`Default of ${field.caption}`;
  const data =
    field.type === 'Checkbox'
      ? [
          { value: 'true', label: t`Yes` },
          { value: 'false', label: t`No` },
        ]
      : field.options;
  if (data.length > 0)
    return (
      <Select
        aria-label={label}
        placeholder={t`none`}
        data={data}
        value={value || null}
        onChange={(next) => onChange(next ?? '')}
        error={error}
        clearable
      />
    );
  return (
    <TextInput
      aria-label={label}
      placeholder={field.type === 'Date' ? t`YYYY-MM-DD` : t`none`}
      inputMode={field.type === 'Number' ? 'decimal' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
