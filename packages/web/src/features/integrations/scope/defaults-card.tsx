import { Card, SimpleGrid, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { OptionSelect } from '../setup/option-select.tsx';
import type { DefaultField, Options, ScopeValues } from './scope-form.ts';

type Field = { name: DefaultField; label: string; list: keyof Options; description?: string; required?: boolean };

const fields: Field[] = [
  { name: 'locationId', label: 'Location', list: 'locations', required: true },
  { name: 'departmentId', label: 'Business unit', list: 'departments', required: true },
  { name: 'stageId', label: 'Stage', list: 'stages', description: 'For stages that are not mapped below.' },
  { name: 'statusId', label: 'Status', list: 'statuses', description: 'An open one.' },
  { name: 'opportunityTypeId', label: 'Opportunity type', list: 'opportunityTypes' },
  { name: 'ratingId', label: 'Rating', list: 'ratings' },
  {
    name: 'salesRepId',
    label: 'Sales representative',
    list: 'members',
    description: 'When the owner is no member there.',
  },
  { name: 'taxCodeId', label: 'Tax code', list: 'taxCodes', description: 'When the client has no tax region.' },
];

type Props = { form: UseFormReturnType<ScopeValues>; options: Options };

/** What an opportunity gets in ConnectWise where the CRM says nothing. */
export function DefaultsCard({ form, options }: Props): ReactElement {
  return (
    <Card component="section" aria-label="Defaults">
      <Title order={2}>Defaults for opportunities in ConnectWise</Title>
      <Text size="sm" c="dimmed" mb="md">
        Used where the CRM says nothing.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {fields.map(({ name, label, list, description, required }) => (
          <OptionSelect
            key={name}
            label={label}
            description={description}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            withAsterisk={required}
            options={options[list]}
            value={form.values.defaults[name]}
            onChange={(remoteId) => form.setFieldValue(`defaults.${name}`, remoteId)}
            error={form.errors[`defaults.${name}`]}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}
