import { graphql } from '../../../graphql/gql.ts';

export const ProductMapFields = graphql(`
  fragment ProductMapFields on SyncSettings {
    revision
    productMap {
      standard
      nameTo
      identifierFrom
      standardDefaults {
        productTypeId
        categoryId
        subcategoryId
        productClass
      }
      types {
        value
        remoteId
      }
      categories {
        category
        subcategory
        remoteId
      }
      classes {
        value
        remoteId
      }
      identifiers {
        value
        remoteId
      }
      lineItems {
        other
        discount
        shipping
      }
    }
  }
`);

/** A value that products have, and what the saved map makes of it. */
export const MappingRowFields = graphql(`
  fragment MappingRowFields on ProductMappingRow {
    value
    category
    subcategory
    isBundle
    count
    label
    rule
    reason
  }
`);

export const ProductMapQuery = graphql(`
  query ProductMapPage {
    syncSettings {
      ...ProductMapFields
    }
    productMapping {
      nameClashes
      types {
        ...MappingRowFields
      }
      categories {
        ...MappingRowFields
      }
      classes {
        ...MappingRowFields
      }
    }
    productTypes: referenceItems(kind: "product_type") {
      ...OptionFields
    }
    categories: referenceItems(kind: "category") {
      ...OptionFields
    }
    subcategories: referenceItems(kind: "subcategory") {
      ...OptionFields
      flags
    }
  }
`);

export const ProductIdCountsQuery = graphql(`
  query ProductIdCounts($source: ProductIdSource!) {
    productIdCounts(source: $source) {
      products
      lacking
      tooLong
      shared
      sharedValues
    }
  }
`);

export const ProductsWithoutOwnIdQuery = graphql(`
  query ProductsWithoutOwnId($source: ProductIdSource!, $standing: ProductIdStanding!, $first: Int, $after: String) {
    productsWithoutOwnId(source: $source, standing: $standing, first: $first, after: $after) {
      items {
        id: productId
        name
        value
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);
