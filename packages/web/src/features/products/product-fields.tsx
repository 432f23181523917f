import { usualCycles } from '@causeway/shared/billing';
import { editForm } from '@causeway/shared/forms/edit';
import { type ProductForm, productForm, productWhole } from '@causeway/shared/forms/product';
import { z } from 'zod';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import type { FormValues, RecordFields } from '../../components/record-fields.ts';
import type { EditedProductFragment, EditProductQuery } from '../../graphql/graphql.ts';
import { BundleEditor, type EditedBundleLine } from './bundle-editor.tsx';

const isRecurring = ({ billing }: FormValues): boolean => billing === 'recurring';

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
          kind: 'either',
          name: 'kind',
          label: 'Kind',
          options: [
            { value: 'product', label: 'Product' },
            { value: 'bundle', label: 'Bundle' },
          ],
          read: (product) => (product?.kind === 'BUNDLE' ? 'bundle' : 'product'),
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
      legend: 'Billing',
      fields: [
        {
          kind: 'either',
          name: 'billing',
          label: 'Billed',
          options: [
            { value: 'one_time', label: 'Once' },
            { value: 'recurring', label: 'Each cycle' },
          ],
          read: (product) => (product?.billing === 'RECURRING' ? 'recurring' : 'one_time'),
        },
        {
          kind: 'text',
          name: 'billingCycle',
          label: 'Cycle',
          required: true,
          placeholder: 'Monthly',
          suggestions: usualCycles,
          isShown: isRecurring,
        },
        { kind: 'kept', name: 'billingCycleId', label: 'Cycle in ConnectWise' },
        {
          kind: 'text',
          name: 'recurringPrice',
          label: 'Recurring price',
          description: 'Each cycle; the price above is that of the set-up',
          inputMode: 'decimal',
          isShown: isRecurring,
          read: (product) => product?.recurringPrice ?? '0',
        },
        {
          kind: 'text',
          name: 'recurringCost',
          label: 'Recurring cost',
          inputMode: 'decimal',
          isShown: isRecurring,
          read: (product) => product?.recurringCost ?? '0',
        },
        {
          kind: 'text',
          name: 'billingCycles',
          label: 'Number of cycles',
          placeholder: 'No end',
          inputMode: 'numeric',
          isShown: isRecurring,
          read: (product) => (product?.billingCycles ? String(product.billingCycles) : ''),
        },
      ],
    },
    {
      fields: [
        {
          kind: 'drawn',
          name: 'bundleLines',
          label: 'In this bundle',
          isShown: ({ kind }) => kind === 'bundle',
          read: (product) => product?.bundleLines.map(editedLine) ?? [],
          draw: ({ form, input }) => (
            <BundleEditor
              // The form holds what `read` gave and this editor set.
              lines={form.values.bundleLines as EditedBundleLine[]}
              errors={form.errors}
              description={input.description}
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
    customFieldGroup(),
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
