import { graphql } from '../../../graphql/gql.ts';

export const FieldDirectionsQuery = graphql(`
  query FieldDirections {
    syncSettings {
      revision
      fieldDirections {
        field
        direction
        owner
        asks
      }
    }
    syncedFields {
      record
      field
      label
      in
      out
      reason
    }
  }
`);
