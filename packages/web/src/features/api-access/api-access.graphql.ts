import { graphql } from '../../graphql/gql.ts';

export const TokenFields = graphql(`
  fragment TokenFields on ApiToken {
    id
    name
    scopes
    prefix
    createdAt
    expiresAt
    lastUsedAt
    lastUsedAddress
    revokedAt
    replacedById
  }
`);

export const ApiTokensQuery = graphql(`
  query ApiTokens {
    apiTokens {
      ...TokenFields
    }
    accessSettings {
      tokenMaxDays
      allowedOrigins
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

export const RotateTokenMutation = graphql(`
  mutation RotateApiToken($id: ID!, $overlapHours: Float!) {
    rotateApiToken(id: $id, overlapHours: $overlapHours) {
      token {
        ...TokenFields
      }
      replaced {
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

export const SaveAccessSettingsMutation = graphql(`
  mutation SaveAccessSettings($input: AccessSettingsInput!) {
    saveAccessSettings(input: $input) {
      settings {
        tokenMaxDays
        allowedOrigins
      }
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
