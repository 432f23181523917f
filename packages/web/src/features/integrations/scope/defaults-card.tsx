import { msg, t } from '@lingui/core/macro';
import { Card, NumberInput, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
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

const fields: Field[] = words([
  { name: 'locationId', label: msg`Location`, list: 'locations', required: true },
  { name: 'departmentId', label: msg`Business unit`, list: 'departments', required: true },
  { name: 'stageId', label: msg`Stage`, list: 'stages', description: msg`For stages that are not mapped.` },
  { name: 'statusId', label: msg`Status`, list: 'statuses', description: msg`An open one.` },
  { name: 'opportunityTypeId', label: msg`Opportunity type`, list: 'opportunityTypes' },
  { name: 'ratingId', label: msg`Rating`, list: 'ratings' },
  {
    name: 'salesRepId',
    label: msg`Sales representative`,
    list: 'members',
    description: msg`Where no member there has the owner’s e-mail address.`,
  },
  { name: 'taxCodeId', label: msg`Tax code`, list: 'taxCodes', description: msg`Where the client has no tax region.` },
]);

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
    <Card component="section" id="defaults" ref={card} aria-label={t`Defaults`}>
      <Title order={2}>{t`Defaults for opportunities`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t`Used where the CRM says nothing.`}{' '}
        {isSuggested && t`Location and business unit are proposed. Save to choose them.`}
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
          label={t`Days to the close date`}
          description={t`Where an opportunity has no expected close date, which ConnectWise requires.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={3650}
          allowDecimal={false}
          {...form.getInputProps('defaults.closeDateOffsetDays')}
        />
        <TextInput
          label={t`Contact`}
          placeholder={t`None: the push stops and says so`}
          description={t`Created at the company in ConnectWise where neither it nor the client has a contact.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('defaults.contactName')}
        />
        <OptionSelect
          label={t`CRM stage`}
          placeholder={t`The first open stage`}
          description={t`Of opportunities from ConnectWise whose stage and status are not mapped.`}
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
      placeholder={standard && !required ? t`${standard} (default of ConnectWise)` : required ? t`Choose` : t`None`}
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
