import { t } from '@lingui/core/macro';
import { Button, Card, Checkbox, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import type { OptionFieldsFragment, ProductMapFieldsFragment } from '../../../graphql/graphql.ts';
import { OptionSelect } from '../setup/option-select.tsx';
import { classOptions, type InUse, type ProductMapValues, withEqualNames } from './product-map-form.ts';
import { ValueTable } from './value-table.tsx';

export type ValueOptions = {
  types: readonly OptionFieldsFragment[];
  categories: readonly OptionFieldsFragment[];
  /** Their labels begin with the category. */
  subcategories: readonly (OptionFieldsFragment & { categoryId: string | null })[];
};

type Props = {
  form: UseFormReturnType<ProductMapValues>;
  saved: ProductMapFieldsFragment;
  inUse: InUse;
  options: ValueOptions;
};

/** Type, category and class: by the standard rule or one to one, and what comes out of it for each value that products have. */
export function ProductValuesCard({ form, saved, inUse, options }: Props): ReactElement {
  const { standard, standardDefaults } = form.values.productMap;
  const defaultsChanged = form.isDirty('productMap.standardDefaults');
  const isStale = standard !== saved.productMap.standard || defaultsChanged;
  return (
    <Card component="section" aria-label={t`Type, category and class`}>
      <Title order={2}>{t`Type, category and class`}</Title>
      <Checkbox
        mt="sm"
        label={t`Standard mapping`}
        description={t`An option of the same name in ConnectWise, else the default below. Nothing is ever added to ConnectWise’s set-up tables.`}
        checked={standard}
        onChange={(event) => form.setFieldValue('productMap.standard', event.currentTarget.checked)}
      />
      {!standard && (
        <Group justify="space-between" gap="sm" mt="xs">
          <Text
            size="sm"
            c="dimmed"
            style={{ flex: '1 1 18rem' }}
          >{t`Each value is mapped to one option, and each option to one value. Products with a value that is not mapped wait with an issue; the defaults count for products without a value.`}</Text>
          <Button
            variant="default"
            size="xs"
            onClick={() => form.setValues(withEqualNames(form.getValues(), options))}
          >{t`Map equal names`}</Button>
        </Group>
      )}
      <Defaults form={form} options={options} categoryId={standardDefaults.categoryId} />
      <Stack gap="xl" mt="lg">
        <ValueTable
          form={form}
          part="types"
          title={t`Product types`}
          word={t`type`}
          isStale={isStale}
          rows={inUse.types}
          options={options.types}
        />
        <ValueTable
          form={form}
          part="categories"
          title={t`Categories and subcategories`}
          word={t`subcategory`}
          isStale={isStale}
          rows={inUse.categories}
          options={options.subcategories}
        />
        <ValueTable
          form={form}
          part="classes"
          title={t`Product classes`}
          word={t`class`}
          isStale={isStale}
          rows={inUse.classes}
          options={classOptions}
        />
      </Stack>
    </Card>
  );
}

type DefaultsProps = { form: Props['form']; options: ValueOptions; categoryId: string };

function Defaults({ form, options, categoryId }: DefaultsProps): ReactElement {
  const values = form.values.productMap.standardDefaults;
  const field = (name: keyof typeof values, label: string, list: readonly OptionFieldsFragment[]) => (
    <OptionSelect
      label={label}
      placeholder={t`ConnectWise’s own`}
      options={list}
      value={values[name]}
      onChange={(remoteId) => form.setFieldValue(`productMap.standardDefaults.${name}`, remoteId)}
      error={form.errors[`productMap.standardDefaults.${name}`]}
    />
  );
  const within = options.subcategories.filter((one) => !categoryId || one.categoryId === categoryId);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md" aria-label={t`Defaults`} role="group">
      {field('productTypeId', t`Default product type`, options.types)}
      {field('productClass', t`Default class`, classOptions)}
      {field('categoryId', t`Default category`, options.categories)}
      {field('subcategoryId', t`Default subcategory`, within)}
    </SimpleGrid>
  );
}
