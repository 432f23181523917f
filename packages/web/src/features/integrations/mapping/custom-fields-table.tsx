import { Badge, Group, Select, Text, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { RemoteCustomFieldFieldsFragment, SyncSettingsInput } from '../../../graphql/graphql.ts';
import { SectionPage } from '../setup/section-page.tsx';
import { isSame, useSectionForm } from '../setup/use-section-form.ts';
import classes from './map-table.module.css';

type Props = { fields: readonly RemoteCustomFieldFieldsFragment[] };
type Values = { customFields: { remoteId: string; value: string }[] };

const inputOf = (values: Values, saved: Values): SyncSettingsInput =>
  isSame(values, saved)
    ? {}
    : { customFields: values.customFields.map(({ remoteId, value }) => ({ remoteId, value: value || null })) };

const records: Readonly<Record<string, string>> = {
  company: 'Company',
  contact: 'Contact',
  opportunity: 'Opportunity',
  product: 'Catalog item',
};

/** Each custom field with the default that records without a value get. */
export function CustomFieldsTable({ fields }: Props): ReactElement {
  const saved: Values = { customFields: fields.map(({ remoteId, value }) => ({ remoteId, value: value ?? '' })) };
  const section = useSectionForm(saved, inputOf);
  return (
    <SectionPage section={section}>
      <table className={classes.table} aria-label="Custom fields of ConnectWise">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Field in ConnectWise</th>
            <th scope="col">Default</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, index) => (
            <tr key={field.remoteId}>
              <td data-label="Record">
                <Text size="sm">{records[field.record] ?? field.record}</Text>
              </td>
              <th scope="row">
                <Group gap="xs">
                  <Text size="sm" fw={500}>
                    {field.caption}
                  </Text>
                  {field.isRequired && (
                    <Badge size="xs" variant="light">
                      Required
                    </Badge>
                  )}
                </Group>
              </th>
              <td>
                <ValueInput
                  field={field}
                  value={section.form.values.customFields[index]?.value ?? ''}
                  error={section.form.errors[`customFields.${index}.value`]}
                  onChange={(value) => section.form.setFieldValue(`customFields.${index}.value`, value)}
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
  field: RemoteCustomFieldFieldsFragment;
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
}

/** ConnectWise's own options where it has some, yes or no for a checkbox, else text; the server checks the type. */
function ValueInput({ field, value, error, onChange }: InputProps): ReactElement {
  const label = `Default of ${field.caption}`;
  const data =
    field.type === 'Checkbox'
      ? [
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]
      : field.options;
  if (data.length > 0)
    return (
      <Select
        aria-label={label}
        placeholder="none"
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
      placeholder={field.type === 'Date' ? 'YYYY-MM-DD' : 'none'}
      inputMode={field.type === 'Number' ? 'decimal' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
