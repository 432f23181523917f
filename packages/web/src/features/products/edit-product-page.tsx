import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import { ProductForm } from './product-form.tsx';
import { CreateProductMutation, ProductQuery, UpdateProductMutation } from './products.graphql.ts';

export function NewProductPage(): ReactElement {
  const [, create] = useMutation(CreateProductMutation);
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New product" back={{ to: '/products', label: 'Products' }} />
      <ProductForm
        save={async (input) => {
          const { data, error } = await create({ input });
          return { error, problems: data?.createProduct.problems, saved: data?.createProduct.product };
        }}
        onSaved={({ id }) => {
          notifyDone('Product created.');
          void navigate({ to: '/products/$productId', params: { productId: id } });
        }}
        onCancel={() => void navigate({ to: '/products' })}
      />
    </>
  );
}

export function EditProductPage(): ReactElement {
  const { productId: id } = useParams({ from: '/app/products/$productId/edit' });
  const [result, askAgain] = useQuery({ query: ProductQuery, variables: { id }, requestPolicy: 'network-only' });
  const [, update] = useMutation(UpdateProductMutation);
  const navigate = useNavigate();
  const toProduct = () => void navigate({ to: '/products/$productId', params: { productId: id } });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const { key, reload } = useFormVersion(result.data?.product?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {({ product }) =>
        product ? (
          <>
            <PageHeader
              title={`Edit ${product.name}`}
              back={{ to: '/products/$productId', params: { productId: id }, label: product.name }}
            />
            <ProductForm
              key={key}
              product={product}
              save={async (input) => {
                const { data, error } = await update({ id, input });
                return { error, problems: data?.updateProduct.problems, saved: data?.updateProduct.product };
              }}
              onSaved={() => {
                notifyDone('Product saved.');
                toProduct();
              }}
              onCancel={toProduct}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing="product" back={{ to: '/products', label: 'All products' }} />
        )
      }
    </QueryState>
  );
}
