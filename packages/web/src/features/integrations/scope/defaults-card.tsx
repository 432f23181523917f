import { Card, NumberInput, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { OptionSelect } from '../setup/option-select.tsx';
import { useScrollHere } from '../setup/use-scroll-here.ts';
import type { Options, ScopeValues } from './scope-form.ts';

type RemoteField = Exclude<keyof ScopeValues['defaults'], 'contactName' | 'closeDateOffsetDays'>;
type Field = {
  name: RemoteField;
  label: string;
  list: keyof Omit<Options, 'departmentsOf'>;
  description?: string;
  required?: boolean;
};

const fields: Field[] = [
  { name: 'locationId', label: 'Location', list: 'locations', required: true },
  { name: 'departmentId', label: 'Business unit', list: 'departments', required: true },
  { name: 'stageId', label: 'Stage', list: 'stages', description: 'For stages that are not mapped.' },
  { name: 'statusId', label: 'Status', list: 'statuses', description: 'An open one.' },
  { name: 'opportunityTypeId', label: 'Opportunity type', list: 'opportunityTypes' },
  { name: 'ratingId', label: 'Rating', list: 'ratings' },
  {
    name: 'salesRepId',
    label: 'Sales representative',
    list: 'members',
    description: 'Where the owner is no member there, told by the e-mail address.',
  },
  { name: 'taxCodeId', label: 'Tax code', list: 'taxCodes', description: 'Where the client has no tax region.' },
];

type Props = {
  form: UseFormReturnType<ScopeValues>;
  options: Options;
  /** What holds where nothing is chosen: ConnectWise's own defaults. */
  effective: Partial<Record<RemoteField, string | null>>;
  /** Location and business unit are a proposal that is not saved yet. */
  isSuggested: boolean;
};

/** What an opportunity gets where the other side says nothing. */
export function DefaultsCard({ form, options, effective, isSuggested }: Props): ReactElement {
  const card = useScrollHere<HTMLDivElement>('defaults');
  return (
    <Card component="section" id="defaults" ref={card} aria-label="Defaults">
      <Title order={2}>Defaults for opportunities</Title>
      <Text size="sm" c="dimmed" mb="md">
        Used where the CRM says nothing.{' '}
        {isSuggested && 'Location and business unit are proposed; save to choose them.'}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {fields.map((field) => (
          <RemoteDefault
            key={field.name}
            field={field}
            form={form}
            options={field.name === 'departmentId' ? { ...options, departments: unitsOf(form, options) } : options}
            effective={effective[field.name] ?? null}
          />
        ))}
        <NumberInput
          label="Days to the close date"
          description="Where an opportunity has no expected close date, which ConnectWise wants."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={3650}
          allowDecimal={false}
          {...form.getInputProps('defaults.closeDateOffsetDays')}
        />
        <TextInput
          label="Contact"
          placeholder="None: the push stops and says so"
          description="Made at the company in ConnectWise where neither it nor the client has a contact."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('defaults.contactName')}
        />
        <OptionSelect
          label="CRM stage"
          placeholder="The first open stage"
          description="Of opportunities from ConnectWise whose stage and status are not mapped."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          options={options.openStages}
          value={form.values.defaults.localStageId}
          onChange={(id) => form.setFieldValue('defaults.localStageId', id)}
          error={form.errors['defaults.localStageId']}
        />
      </SimpleGrid>
    </Card>
  );
}

type RemoteProps = Pick<Props, 'form' | 'options'> & { field: Field; effective: string | null };

function RemoteDefault({ field, form, options, effective }: RemoteProps): ReactElement {
  const { name, label, list, description, required } = field;
  const standard = options[list].find((option) => option.remoteId === effective)?.label;
  const choose = (remoteId: string): void => {
    form.setFieldValue(`defaults.${name}`, remoteId);
    if (name !== 'locationId') return;
    // A business unit of another location would be refused; the only one there is is chosen.
    const units = options.departmentsOf.get(remoteId) ?? [];
    if (units.length > 0 && !units.includes(form.values.defaults.departmentId))
      form.setFieldValue('defaults.departmentId', units.length === 1 ? (units[0] ?? '') : '');
  };
  return (
    <OptionSelect
      label={label}
      placeholder={standard && !required ? `${standard} (default of ConnectWise)` : required ? 'Choose' : 'None'}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      withAsterisk={required}
      options={options[list]}
      value={form.values.defaults[name]}
      onChange={choose}
      error={form.errors[`defaults.${name}`]}
    />
  );
}

/** The business units that go with the chosen location; all of them when ConnectWise does not say. */
function unitsOf(form: UseFormReturnType<ScopeValues>, options: Options): Options['departments'] {
  const ids = options.departmentsOf.get(form.values.defaults.locationId) ?? [];
  return ids.length === 0 ? options.departments : options.departments.filter((unit) => ids.includes(unit.remoteId));
}
