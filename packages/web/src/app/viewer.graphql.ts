import { graphql } from '../graphql/gql.ts';

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      role
      canEdit
      canRetry
      canAdminister
      user {
        id
        name
        email
      }
      workspace {
        id
        name
      }
    }
  }
`);

export const SignOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

export const AlertCountQuery = graphql(`
  query AlertCount {
    alerts {
      open
    }
  }
`);
