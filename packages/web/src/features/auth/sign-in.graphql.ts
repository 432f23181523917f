import { graphql } from '../../graphql/gql.ts';

export const SignInMutation = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) {
      viewer {
        role
        user {
          id
          name
        }
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
