import { graphql } from '../../graphql/gql.ts';
import type { ProductKind } from '../../graphql/graphql.ts';

export const ProductsQuery = graphql(`
  query Products($first: Int!, $after: String, $search: String, $kind: ProductKind, $includeInactive: Boolean) {
    products(first: $first, after: $after, search: $search, kind: $kind, includeInactive: $includeInactive) {
      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state } updatedAt }
      pageInfo { endCursor hasNextPage }
      totalCount
    }
  }
`);

export const ProductQuery = graphql(`
  query Product($id: ID!) {
    product(id: $id) {
      id name sku description kind productClass type category subcategory price cost isTaxable isActive unit billing billingCycle billingCycleId billingCycles recurringPrice recurringCost version createdAt updatedAt
      bundleLines { id position quantity product { id name sku price cost isActive } }
      customFields { name value }
      link { state url lastSyncedAt }
    }
  }
`);

export const EditProductQuery = graphql(`
  query EditProduct($id: ID!, $isNew: Boolean!) {
    customFields(entity: "product") { id name type options }
    product(id: $id) @skip(if: $isNew) { ...EditedProduct }
  }
`);

export const BundleProductChoicesQuery = graphql(`
  query BundleProductChoices($search: String) {
    products(first: 20, search: $search, kind: PRODUCT) { items { id name sku price cost } totalCount }
  }
`);

export const CreateProductMutation = graphql(`
  mutation CreateProduct($input: ProductInput!) {
    createProduct(input: $input) { product { id } problems { code field message } }
  }
`);

export const UpdateProductMutation = graphql(`
  mutation UpdateProduct($id: ID!, $input: ProductInput!) {
    updateProduct(id: $id, input: $input) {
      product { id updatedAt ...EditedProduct }
      problems { code field message }
    }
  }
`);

type ProductsSearch = { search?: string | undefined; kind?: ProductKind | undefined; inactive?: boolean | undefined };

export const productsVariables = ({ search, kind, inactive }: ProductsSearch) => ({
  first: 50,
  search: search ?? null,
  kind: kind ?? null,
  includeInactive: inactive ?? false,
});
