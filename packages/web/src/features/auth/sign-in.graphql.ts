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
      secondStep
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ConfirmSignInMutation = graphql(`
  mutation ConfirmSignIn($secondStep: String!, $code: String!) {
    confirmSignIn(secondStep: $secondStep, code: $code) {
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

export const RequestPasswordResetMutation = graphql(`
  mutation RequestPasswordReset($email: String!) {
    requestPasswordReset(email: $email) {
      isMailed
      problems {
        code
        field
        message
      }
    }
  }
`);

export const OpenPasswordResetQuery = graphql(`
  query OpenPasswordReset($token: String!) {
    openPasswordReset(token: $token) {
      workspaceName
      email
    }
  }
`);

export const ResetPasswordMutation = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      email
      problems {
        code
        field
        message
      }
    }
  }
`);

export const OfferedSignInsQuery = graphql(`
  query OfferedSignIns {
    offeredSignIns {
      workspaceId
      label
      path
    }
  }
`);
