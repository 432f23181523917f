import { editForm } from '@causeway/shared/forms/edit';
import { type ProductForm, productForm, productWhole } from '@causeway/shared/forms/product';
import { Input, SegmentedControl } from '@mantine/core';
import { z } from 'zod';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditedProductFragment, EditProductQuery } from '../../graphql/graphql.ts';
import { BundleEditor, type EditedBundleLine } from './bundle-editor.tsx';

/** The form of a product or a bundle. */
export const productFields: RecordFields<ProductForm, EditedProductFragment, EditProductQuery> = {
  thing: 'product',
  schema: productForm,
  schemaFor: (product, initialValues) =>
    withoutHiddenParts(product ? editForm(productForm, initialValues, productWhole) : productForm),
  groups: [
    {
      legend: 'Product',
      fields: [
        {
          kind: 'drawn',
          name: 'kind',
          label: 'Kind',
          read: (product) => (product?.kind === 'BUNDLE' ? 'bundle' : 'product'),
          draw: ({ form, input }) => (
            <Input.Wrapper label={input.label} labelElement="div" description={input.description}>
              <SegmentedControl
                aria-label="Kind"
                fullWidth
                readOnly={input.readOnly}
                data={[
                  { value: 'product', label: 'Product' },
                  { value: 'bundle', label: 'Bundle' },
                ]}
                {...form.getInputProps('kind')}
              />
            </Input.Wrapper>
          ),
        },
        { kind: 'text', name: 'name', label: 'Name', required: true },
        { kind: 'text', name: 'sku', label: 'SKU' },
        { kind: 'text', name: 'unit', label: 'Unit', placeholder: 'each, hour, month' },
        { kind: 'text', name: 'price', label: 'Price', required: true, inputMode: 'decimal' },
        { kind: 'text', name: 'cost', label: 'Cost', required: true, inputMode: 'decimal' },
        { kind: 'flag', name: 'isTaxable', label: 'Taxable', startsAs: true },
        { kind: 'flag', name: 'isActive', label: 'Active: offered on new quotes', startsAs: true },
      ],
    },
    {
      isShown: ({ kind }) => kind === 'bundle',
      fields: [
        {
          kind: 'drawn',
          name: 'bundleLines',
          label: 'In this bundle',
          read: (product) => product?.bundleLines.map(editedLine) ?? [],
          draw: ({ form }) => (
            <BundleEditor
              // The form holds what `read` gave and this editor set.
              lines={form.values.bundleLines as EditedBundleLine[]}
              errors={form.errors}
              onChange={(lines) => form.setFieldValue('bundleLines', lines)}
            />
          ),
        },
      ],
    },
    {
      legend: 'Grouping and description',
      fields: [
        { kind: 'text', name: 'category', label: 'Category' },
        { kind: 'text', name: 'subcategory', label: 'Subcategory' },
        { kind: 'text', name: 'type', label: 'Type' },
        { kind: 'text', name: 'productClass', label: 'Class' },
        {
          kind: 'lines',
          name: 'description',
          label: 'Description',
          description: 'What the customer reads on a quote',
          maxRows: 12,
          isWide: true,
        },
      ],
    },
  ],
};

const editedLine = ({ quantity, product }: EditedProductFragment['bundleLines'][number]): EditedBundleLine => {
  const { id, name, price, cost } = product;
  return { productId: id, quantity, name, price, cost };
};

/** Parts that were entered before the kind was changed to a single product are kept, in case it is changed back, but not sent. */
const withoutHiddenParts = (form: z.ZodType<ProductForm>) =>
  z.preprocess((values) => (isSingle(values) ? { ...values, bundleLines: [] } : values), form);

const isSingle = (values: unknown): values is { kind: 'product' } =>
  typeof values === 'object' && values !== null && Reflect.get(values, 'kind') === 'product';
