import { editForm } from '@causeway/shared/forms/edit';
import { type ProductForm, productForm, productGroups, productWhole } from '@causeway/shared/forms/product';
import { t } from '@lingui/core/macro';
import { z } from 'zod';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import { formGroup } from '../../components/form-group.ts';
import type { FormValues, RecordFields } from '../../components/record-fields.ts';
import type { EditedProductFragment, EditProductQuery } from '../../graphql/graphql.ts';
import { BundleEditor, type EditedBundleLine } from './bundle-editor.tsx';

const group = formGroup<EditedProductFragment, EditProductQuery>();
const isRecurring = ({ billing }: FormValues): boolean => billing === 'recurring';

/** The form of a product or a bundle. */
export const productFields: RecordFields<ProductForm, EditedProductFragment, EditProductQuery> = {
  thing: 'product',
  schema: productForm,
  schemaFor: (product, initialValues) =>
    withoutHiddenParts(product ? editForm(productForm, initialValues, productWhole) : productForm),
  groups: [
    group(productGroups.product, {}),
    group(productGroups.billing, {
      billingCycle: { required: true, isShown: isRecurring },
      recurringPrice: { isShown: isRecurring },
      recurringCost: { isShown: isRecurring },
      billingCycles: { isShown: isRecurring },
    }),
    {
      fields: [
        {
          kind: 'drawn',
          name: 'bundleLines',
          get label() {
            return t`In this bundle`;
          },
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
    group(productGroups.grouping, {}),
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
