import { graphql } from '../../graphql/gql.ts';

export const SetUpMutation = graphql(`
  mutation SetUp($input: SetUpInput!) {
    setUp(input: $input) {
      viewer {
        role
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
