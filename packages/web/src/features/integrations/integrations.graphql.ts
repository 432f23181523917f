import { graphql } from '../../graphql/gql.ts';

export const ConnectionFields = graphql(`
  fragment ConnectionFields on Connection {
    id
    siteUrl
    host
    loginCompany
    hasPrivateKey
    publicKeyHint
    clientIdSource
    keysSetAt
    keysSetBy
    state
    stateCode
    stateMessage
    stateSince
    verifiedAt
    version
    apiVersion
    apiVersionWarning
  }
`);

export const CallbacksQuery = graphql(`
  query Callbacks {
    callbacks {
      state
      sentence
      lastEventAt
      checkedAt
      eventsLastHour
      rejected
      renewed
      entries {
        entity
        remoteId
      }
    }
  }
`);

export const CheckCallbacksMutation = graphql(`
  mutation CheckCallbacks {
    checkCallbacks {
      callbacks {
        state
        sentence
        lastEventAt
        checkedAt
        eventsLastHour
        rejected
        renewed
        entries {
          entity
          remoteId
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

export const IntegrationsQuery = graphql(`
  query Integrations {
    connection {
      ...ConnectionFields
    }
    syncSettings {
      mode
      startedAt
    }
    integrationHealth {
      lastPullAt
      nextPullAt
      openIssues
    }
  }
`);

export const ConnectionQuery = graphql(`
  query ConnectionForForm {
    connection {
      ...ConnectionFields
    }
  }
`);

export const ConnectMutation = graphql(`
  mutation Connect($input: ConnectInput!) {
    connect(input: $input) {
      connection {
        ...ConnectionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const VerifyMutation = graphql(`
  mutation VerifyConnection {
    verifyConnection {
      connection {
        ...ConnectionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const PauseMutation = graphql(`
  mutation PauseConnection($reason: String!) {
    pauseConnection(reason: $reason) {
      connection {
        ...ConnectionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const ResumeMutation = graphql(`
  mutation ResumeConnection {
    resumeConnection {
      connection {
        ...ConnectionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DisconnectPreviewQuery = graphql(`
  query DisconnectPreview($removeLinks: Boolean!) {
    disconnectPreview(removeLinks: $removeLinks) {
      sentences
      problems {
        code
        field
        message
      }
    }
  }
`);

export const DisconnectMutation = graphql(`
  mutation Disconnect($removeLinks: Boolean!) {
    disconnect(removeLinks: $removeLinks) {
      connection {
        ...ConnectionFields
      }
      problems {
        code
        field
        message
      }
    }
  }
`);

export const SandboxAccountsQuery = graphql(`
  query SandboxAccounts($siteUrl: String!) {
    sandboxAccounts(siteUrl: $siteUrl) { loginCompany publicKey privateKey }
  }
`);
