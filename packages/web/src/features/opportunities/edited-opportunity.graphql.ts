// Written by "npm run emit-schema" from the list of fields in packages/shared/src/forms; do not edit.
import { graphql } from '../../graphql/gql.ts';

/** What the form of the record reads. */
export const EditedOpportunity = graphql(`
  fragment EditedOpportunity on Opportunity {
    id
    name
    client { id name }
    contact { id firstName lastName }
    stage { id name kind }
    expectedCloseDate
    owner { id name }
    notes
    customFields { name value }
    version
  }
`);
