import { usualCycles } from '@causeway/shared/billing';
import { editForm } from '@causeway/shared/forms/edit';
import { type ProductForm as ProductValues, productForm, productWhole } from '@causeway/shared/forms/product';
import { Autocomplete, Checkbox, Input, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { z } from 'zod';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';
import type { ProductQuery as Data, ProductInput } from '../../graphql/graphql.ts';
import { BundleEditor, type EditedBundleLine } from './bundle-editor.tsx';

type Product = NonNullable<Data['product']>;
type Props = {
  product?: Product;
  save: (input: ProductInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: (product: { id: string }) => void;
  onCancel: () => void;
  onReload?: () => void;
};

export function ProductForm({ product, save, onSaved, onCancel, onReload }: Props): ReactElement {
  const [initialValues] = useState(() => fieldsOf(product));
  const [schema] = useState(() =>
    withoutHiddenParts(product ? editForm(productForm, initialValues, productWhole) : productForm),
  );
  const state = useRecordForm({
    schema,
    initialValues,
    save: (values) => save(inputOf(values)),
    onSaved,
  });
  const { form } = state;
  return (
    <RecordForm
      state={state}
      thing="product"
      submitLabel={product ? 'Save product' : 'Create product'}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend="Product">
        <Input.Wrapper label="Kind" labelElement="div">
          <SegmentedControl
            aria-label="Kind"
            fullWidth
            data={[
              { value: 'product', label: 'Product' },
              { value: 'bundle', label: 'Bundle' },
            ]}
            {...form.getInputProps('kind')}
          />
        </Input.Wrapper>
        <TextInput label="Name" required {...form.getInputProps('name')} />
        <TextInput label="SKU" {...form.getInputProps('sku')} />
        <TextInput label="Unit" placeholder="each, hour, month" {...form.getInputProps('unit')} />
        <TextInput label="Price" required inputMode="decimal" {...form.getInputProps('price')} />
        <TextInput label="Cost" required inputMode="decimal" {...form.getInputProps('cost')} />
        <Checkbox label="Taxable" {...form.getInputProps('isTaxable', { type: 'checkbox' })} />
        <Checkbox label="Active: offered on new quotes" {...form.getInputProps('isActive', { type: 'checkbox' })} />
      </FieldGroup>
      <FieldGroup legend="Billing">
        <Input.Wrapper label="Billed" labelElement="div">
          <SegmentedControl
            aria-label="Billed"
            fullWidth
            data={[
              { value: 'one_time', label: 'Once' },
              { value: 'recurring', label: 'Each cycle' },
            ]}
            {...form.getInputProps('billing')}
          />
        </Input.Wrapper>
        {form.values.billing === 'recurring' && (
          <>
            <Autocomplete
              label="Cycle"
              required
              placeholder="Monthly"
              data={[...usualCycles]}
              {...form.getInputProps('billingCycle')}
            />
            <TextInput
              label="Recurring price"
              description="Each cycle; the price above is that of the set-up"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              inputMode="decimal"
              {...form.getInputProps('recurringPrice')}
            />
            <TextInput label="Recurring cost" inputMode="decimal" {...form.getInputProps('recurringCost')} />
            <TextInput
              label="Number of cycles"
              placeholder="No end"
              inputMode="numeric"
              {...form.getInputProps('billingCycles')}
            />
          </>
        )}
      </FieldGroup>
      {form.values.kind === 'bundle' && (
        <BundleEditor
          lines={form.values.bundleLines}
          errors={form.errors}
          onChange={(lines) => form.setFieldValue('bundleLines', lines)}
        />
      )}
      <FieldGroup legend="Grouping and description">
        <TextInput label="Category" {...form.getInputProps('category')} />
        <TextInput label="Subcategory" {...form.getInputProps('subcategory')} />
        <TextInput label="Type" {...form.getInputProps('type')} />
        <TextInput label="Class" {...form.getInputProps('productClass')} />
        <Textarea
          label="Description"
          description="What the customer reads on a quote"
          autosize
          minRows={3}
          maxRows={12}
          style={{ gridColumn: '1 / -1' }}
          {...form.getInputProps('description')}
        />
      </FieldGroup>
    </RecordForm>
  );
}

/** Parts that were entered before the kind was changed to a single product are kept, in case it is changed back, but not sent. */
const withoutHiddenParts = (form: z.ZodType<ProductValues>) =>
  z.preprocess((values) => (isSingle(values) ? { ...values, bundleLines: [] } : values), form);

const isSingle = (values: unknown): values is { kind: 'product' } =>
  typeof values === 'object' && values !== null && Reflect.get(values, 'kind') === 'product';

function fieldsOf(product: Product | undefined) {
  const bundleLines: EditedBundleLine[] =
    product?.bundleLines.map(({ quantity, product: { id, name, price, cost } }) => ({
      productId: id,
      quantity,
      name,
      price,
      cost,
    })) ?? [];
  return {
    name: product?.name ?? '',
    sku: product?.sku ?? '',
    description: product?.description ?? '',
    kind: product?.kind === 'BUNDLE' ? 'bundle' : 'product',
    productClass: product?.productClass ?? '',
    type: product?.type ?? '',
    category: product?.category ?? '',
    subcategory: product?.subcategory ?? '',
    price: product?.price ?? '',
    cost: product?.cost ?? '',
    isTaxable: product?.isTaxable ?? true,
    isActive: product?.isActive ?? true,
    unit: product?.unit ?? '',
    billing: product?.billing === 'RECURRING' ? 'recurring' : 'one_time',
    billingCycle: product?.billingCycle ?? '',
    billingCycleId: product?.billingCycleId ?? null,
    billingCycles: product?.billingCycles ? String(product.billingCycles) : '',
    recurringPrice: product?.recurringPrice ?? '0',
    recurringCost: product?.recurringCost ?? '0',
    bundleLines,
    version: product?.version ?? null,
  };
}

const inputOf = ({ kind, billing, ...values }: ProductValues): ProductInput => ({
  ...values,
  billing: billing === 'recurring' ? 'RECURRING' : 'ONE_TIME',
  kind: kind === 'bundle' ? 'BUNDLE' : 'PRODUCT',
});
