import type { ProductForm } from '@causeway/shared/forms/product';
import { t } from '@lingui/core/macro';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { typedCustomFields } from '../../components/custom-fields.tsx';
import { editVariables } from '../../components/edit-variables.ts';
import { useFieldNotes } from '../../components/field-notes.ts';
import { RecordEditor } from '../../components/record-editor.tsx';
import type { SaveAnswer } from '../../components/use-record-form.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { ProductInput } from '../../graphql/graphql.ts';
import { EditedProduct } from './edited-product.graphql.ts';
import { productFields } from './product-fields.tsx';
import { CreateProductMutation, EditProductQuery, UpdateProductMutation } from './products.graphql.ts';

/** A new product, or the one that the address names. */
export function EditProductPage(): ReactElement {
  const { productId: id = null } = useParams({ strict: false });
  const [result, ask] = useQuery({
    query: EditProductQuery,
    variables: editVariables(id),
    requestPolicy: 'network-only',
  });
  const notes = useFieldNotes('PRODUCT', productFields, result.data?.customFields);
  const [, create] = useMutation(CreateProductMutation);
  const [, update] = useMutation(UpdateProductMutation);
  const save = async (values: ProductForm): Promise<SaveAnswer<{ id: string }>> => {
    const input = {
      ...inputOf(values),
      customFields: typedCustomFields(values.customFields, result.data?.customFields),
    };
    if (id !== null) {
      const { data, error } = await update({ id, input });
      return { error, problems: data?.updateProduct.problems, saved: data?.updateProduct.product };
    }
    const { data, error } = await create({ input });
    return { error, problems: data?.createProduct.problems, saved: data?.createProduct.product };
  };
  return (
    <RecordEditor
      fields={productFields}
      id={id}
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      recordOf={({ product }) => readFragment(EditedProduct, product)}
      nameOf={({ name }) => name}
      list={{ link: { to: '/products' }, label: t`Products` }}
      pageOf={(productId) => ({ to: '/products/$productId', params: { productId } })}
      save={save}
      notes={notes}
    />
  );
}

const inputOf = ({ kind, billing, ...values }: ProductForm): ProductInput => ({
  ...values,
  billing: billing === 'recurring' ? 'RECURRING' : 'ONE_TIME',
  kind: kind === 'bundle' ? 'BUNDLE' : 'PRODUCT',
});
