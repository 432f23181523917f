import { graphql } from '../../graphql/gql.ts';

export const ProviderFields = graphql(`
  fragment ProviderFields on IdentityProviderSettings {
    redirectUri
    startUrl
    provider {
      label
      issuer
      clientId
      scopes
      domains
      roleClaim
      roles {
        value
        role
      }
      defaultRole
      createsPeople
      trustsSecondFactor
    }
  }
`);

export const SignInSettingsQuery = graphql(`
  query SignInSettings {
    signInSettings {
      requiresSecondFactor
    }
    identityProvider {
      ...ProviderFields
    }
    people {
      id
      name
      email
      isActive
      hasSecondFactor
    }
  }
`);

export const SaveSignInSettingsMutation = graphql(`
  mutation SaveSignInSettings($input: SignInSettingsInput!) {
    saveSignInSettings(input: $input) {
      settings {
        requiresSecondFactor
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const EndAllSessionsMutation = graphql(`
  mutation EndAllSessions {
    endAllSessions
  }
`);

export const settingsContext = { additionalTypenames: ['SignInSettings', 'IdentityProviderSettings'] };

export const SaveIdentityProviderMutation = graphql(`
  mutation SaveIdentityProvider($input: IdentityProviderInput!) {
    saveIdentityProvider(input: $input) {
      settings {
        ...ProviderFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RemoveIdentityProviderMutation = graphql(`
  mutation RemoveIdentityProvider {
    removeIdentityProvider {
      settings {
        ...ProviderFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);
