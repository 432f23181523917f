// Written by "npm run emit-schema" from the list of fields in packages/shared/src/forms; do not edit.
import { graphql } from '../../graphql/gql.ts';

/** What the form of the record reads. */
export const EditedProduct = graphql(`
  fragment EditedProduct on Product {
    id
    kind
    name
    sku
    unit
    price
    cost
    isTaxable
    isActive
    billing
    billingCycle
    billingCycleId
    recurringPrice
    recurringCost
    billingCycles
    category
    subcategory
    type
    productClass
    description
    bundleLines { id position quantity product { id name sku price cost isActive } }
    customFields { name value }
    version
  }
`);
