import { graphql } from '../../graphql/gql.ts';

export const MySecondFactorQuery = graphql(`
  query MySecondFactor {
    mySecondFactor {
      isOn
      since
      recoveryCodesLeft
      isDemanded
    }
  }
`);

export const BeginSecondFactorMutation = graphql(`
  mutation BeginSecondFactor($password: String, $code: String) {
    beginSecondFactor(password: $password, code: $code) {
      secret
      qrCode
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ConfirmSecondFactorMutation = graphql(`
  mutation ConfirmSecondFactor($code: String!) {
    confirmSecondFactor(code: $code) {
      recoveryCodes
      endedSessions
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RenewRecoveryCodesMutation = graphql(`
  mutation RenewRecoveryCodes($password: String, $code: String) {
    renewRecoveryCodes(password: $password, code: $code) {
      recoveryCodes
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SwitchOffSecondFactorMutation = graphql(`
  mutation SwitchOffSecondFactor($password: String, $code: String) {
    switchOffSecondFactor(password: $password, code: $code) {
      secondFactor {
        isOn
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that the card asks again after each change. */
export const factorContext = { additionalTypenames: ['SecondFactor', 'OwnSession'] };
