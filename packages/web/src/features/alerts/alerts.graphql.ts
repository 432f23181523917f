import { graphql } from '../../graphql/gql.ts';

export const AlertFields = graphql(`
  fragment AlertFields on Alert {
    id
    key
    kind
    sentence
    remedy
    openedAt
    resolvedAt
  }
`);

export const AlertsQuery = graphql(`
  query Alerts {
    alerts {
      open
      items {
        ...AlertFields
      }
    }
  }
`);

export const AlertsChanged = graphql(`
  subscription AlertsChanged {
    alertsChanged {
      open
      items {
        ...AlertFields
      }
    }
  }
`);

export const PreferenceQuery = graphql(`
  query AlertPreference {
    myAlertPreference {
      atOnce
      digest
      quietFrom
      quietTo
    }
  }
`);

export const SavePreference = graphql(`
  mutation SaveAlertPreference($input: AlertPreferenceInput!) {
    saveMyAlertPreference(input: $input) {
      preference {
        atOnce
        digest
        quietFrom
        quietTo
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SendTestAlert = graphql(`
  mutation SendTestAlert {
    sendTestAlert {
      done
      problems {
        code
        field
        message
      }
    }
  }
`);

export const AlertSettingsQuery = graphql(`
  query AlertSettings {
    alertSettings {
      rules {
        pushOlderThanMinutes
        failurePercent
        brokenLinksAnHour
        tokenExpiresWithinDays
      }
    }
  }
`);

export const SaveRules = graphql(`
  mutation SaveAlertRules($input: AlertRulesInput!) {
    saveAlertRules(input: $input) {
      rules {
        pushOlderThanMinutes
        failurePercent
        brokenLinksAnHour
        tokenExpiresWithinDays
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that the settings are asked for again after each change. */
export const alertsContext = { additionalTypenames: ['AlertSettings'] };
