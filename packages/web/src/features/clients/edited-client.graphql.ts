// Written by "npm run emit-schema" from the list of fields in packages/shared/src/forms; do not edit.
import { graphql } from '../../graphql/gql.ts';

/** What the form of the record reads. */
export const EditedClient = graphql(`
  fragment EditedClient on Client {
    id
    name
    identifier
    phone
    website
    type
    status
    taxRegion { id name }
    addressLine1
    addressLine2
    postalCode
    city
    region
    country
    customFields { name value }
    version
  }
`);
