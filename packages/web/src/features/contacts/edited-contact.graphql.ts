// Written by "npm run emit-schema" from the list of fields in packages/shared/src/forms; do not edit.
import { graphql } from '../../graphql/gql.ts';

/** What the form of the record reads. */
export const EditedContact = graphql(`
  fragment EditedContact on Contact {
    id
    firstName
    lastName
    client { id name }
    title
    email
    phone
    phoneExtension
    mobile
    isPrimary
    isActive
    customFields { name value }
    version
  }
`);
