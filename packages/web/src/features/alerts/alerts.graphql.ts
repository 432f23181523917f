import { graphql } from '../../graphql/gql.ts';

export const AlertFields = graphql(`
  fragment AlertFields on Alert {
    id
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
      webhooks {
        id
        name
        url
        form
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

export const AddWebhook = graphql(`
  mutation AddWebhook($input: WebhookInput!) {
    addWebhook(input: $input) {
      secret
      webhook {
        id
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const RemoveWebhook = graphql(`
  mutation RemoveWebhook($id: ID!) {
    removeWebhook(id: $id) {
      webhook {
        id
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const TestWebhook = graphql(`
  mutation TestWebhook($id: ID!) {
    testWebhook(id: $id) {
      done
      problems {
        code
        field
        message
      }
    }
  }
`);

/** So that the settings are asked for again after each change. */
export const alertsContext = { additionalTypenames: ['AlertSettings', 'Webhook', 'WebhookPayload'] };
