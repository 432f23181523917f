import { graphql } from '../../graphql/gql.ts';
import { type ProductsSearch, productsFilter } from './products-search.ts';

export const ProductsQuery = graphql(`
  query Products($first: Int!, $offset: Int, $search: String, $kind: ProductKind, $includeInactive: Boolean, $isActive: Boolean, $category: String, $type: String, $standing: SyncStanding, $orderBy: ProductOrder, $descending: Boolean, $created: TimeRange, $changed: TimeRange) {
    products(first: $first, offset: $offset, search: $search, kind: $kind, includeInactive: $includeInactive, isActive: $isActive, category: $category, type: $type, standing: $standing, orderBy: $orderBy, descending: $descending, created: $created, changed: $changed) {
      items { id name sku kind category price cost billing billingCycle recurringPrice isActive isTaxable link { state isGoneThere } syncStanding updatedAt }
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

export const productsVariables = (search: ProductsSearch) => ({ first: 50, ...productsFilter(search) });
