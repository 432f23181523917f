import { graphql } from '../../graphql/gql.ts';

export const TokenFields = graphql(`
  fragment TokenFields on ApiToken {
    id
    name
    role
    prefix
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

export const ApiTokensQuery = graphql(`
  query ApiTokens {
    apiTokens {
      ...TokenFields
    }
  }
`);

export const CreateTokenMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      token {
        ...TokenFields
      }
      secret
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RevokeTokenMutation = graphql(`
  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(id: $id) {
      token {
        ...TokenFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that an empty list is asked for again when the first one is made. */
export const apiTokensContext = { additionalTypenames: ['ApiToken'] };
