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
      remoteName
    }
  }
`);

export const DirectionsPreviewQuery = graphql(`
  query FieldDirectionsPreview($input: [FieldDirectionInput!]!) {
    fieldDirectionsPreview(input: $input) {
      preview {
        sentences
        fields {
          record
          field
          label
          takenSamples {
            name
            here
            there
          }
          sentSamples {
            name
            here
            there
          }
        }
      }
      problems {
        message
      }
    }
  }
`);
